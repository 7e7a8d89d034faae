import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Forbidden, RateLimited } from '@app/kernel';
import { Endpoint } from '@app/platform/openapi';
import { EnvironmentNotFound } from '@app/tenancy';
import { TelemetryRequest } from './dto/telemetry.request';
import { TelemetryResponse } from './dto/telemetry.response';

/** The route as it is documented. Reports with a key are taken by `TelemetryDoor`, before they get here. */
@ApiTags('Evaluation')
@Controller('telemetry')
export class TelemetryController {
  @Endpoint({
    summary: 'Report evaluations',
    description:
      'For SDKs: evaluations per flag, variant and minute, and the state that they were made with. Needs an API key that is bound to an environment. At most 256 kB. A report is never to be repeated: what could not be sent is added to `lost` of the next one.',
    access: 'authenticated',
    limit: 'none',
    status: 202,
    apiKey: true,
    idempotent: false,
    returns: TelemetryResponse,
    problems: [EnvironmentNotFound, Forbidden, RateLimited],
    action: 'telemetry.report',
  })
  @Post()
  report(@Body() _report: TelemetryRequest): never {
    throw new Forbidden('Telemetry is sent with an API key that is bound to an environment.');
  }
}
