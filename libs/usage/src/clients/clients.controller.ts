import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ForeignTenant, InvalidParameter, ownTenant, type Principal } from '@app/kernel';
import { Caller } from '@app/platform/context';
import { Endpoint } from '@app/platform/openapi';
import { EnvironmentNotFound } from '@app/tenancy';
import { ClientQueries } from './client.queries';
import { ClientListResponse } from './dto/client-list.response';
import { ListClientsQuery } from './dto/list-clients.query';

/** Who evaluates with which revision. */
@ApiTags('Usage')
@Controller('clients')
export class ClientsController {
  constructor(private readonly queries: ClientQueries) {}

  @Endpoint({
    summary: 'List connected clients',
    description:
      'Processes and pages whose SDK reports (`POST /telemetry`), with the revision that each evaluates with: who has a change already, and who has not. The SDKs of this service report within a second of a new revision, and at least every five minutes.',
    access: 'flags:read',
    returns: ClientListResponse,
    problems: [EnvironmentNotFound, ForeignTenant, InvalidParameter],
    action: 'client.list',
    apiKey: true,
  })
  @Get()
  async list(
    @Caller() caller: Principal,
    @Query() { tenant, env: environment, ...request }: ListClientsQuery,
  ): Promise<ClientListResponse> {
    ownTenant(caller, tenant);
    return ClientListResponse.of(await this.queries.list(caller, { environment, ...request }));
  }
}
