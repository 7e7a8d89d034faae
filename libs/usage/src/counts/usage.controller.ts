import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ForeignTenant,
  InvalidParameter,
  ownTenant,
  type Principal,
  StoreUnavailable,
} from '@app/kernel';
import { Caller } from '@app/platform/context';
import { Endpoint } from '@app/platform/openapi';
import { EnvironmentNotFound, EnvironmentQuery } from '@app/tenancy';
import { StaleFlagsResponse } from './dto/stale.response';
import { UnknownKeysResponse } from './dto/unknown.response';
import { StaleQuery, UsageQueryParameters } from './dto/usage.query';
import { UsageResponse } from './dto/usage.response';
import { StaleFlags } from './stale-flags';
import { UnknownKeys } from './unknown-keys';
import { UsageQueries } from './usage.queries';

/** Which flags are evaluated, how often, and which are not. */
@ApiTags('Usage')
@Controller('usage')
export class UsageController {
  constructor(
    private readonly queries: UsageQueries,
    private readonly stale: StaleFlags,
    private readonly unknown: UnknownKeys,
  ) {}

  @Endpoint({
    summary: 'Evaluations of a flag over time',
    description:
      'Per variant and interval, from OFREP and from SDKs. Counts follow some seconds behind; those of SDKs when they report. Elasticsearch, where it is configured, keeps minutes; without it PostgreSQL keeps them for two days, and hours from then on.',
    access: 'flags:read',
    returns: UsageResponse,
    problems: [EnvironmentNotFound, ForeignTenant, InvalidParameter, StoreUnavailable],
    action: 'usage.get',
    apiKey: true,
  })
  @Get()
  async get(
    @Caller() caller: Principal,
    @Query() query: UsageQueryParameters,
  ): Promise<UsageResponse> {
    ownTenant(caller, query.tenant);
    const { env: environment, key, from, to, interval } = query;
    const report = await this.queries.usage(caller, {
      environment,
      key,
      from: from === undefined ? undefined : Date.parse(from),
      to: to === undefined ? undefined : Date.parse(to),
      interval,
    });
    return UsageResponse.of(report, query);
  }

  @Endpoint({
    summary: 'Flags that nobody asked for',
    description:
      'Flags that no application asked for by name in so many days, unused for longest first. One that nobody ever asked for counts from its creation. `cursor` walks all of them, whatever is asked for meanwhile.',
    access: 'flags:read',
    returns: StaleFlagsResponse,
    problems: [EnvironmentNotFound, ForeignTenant, InvalidParameter],
    action: 'usage.stale',
    apiKey: true,
  })
  @Get('stale')
  async listStale(
    @Caller() caller: Principal,
    @Query() { tenant, env: environment, key: keys, ...page }: StaleQuery,
  ): Promise<StaleFlagsResponse> {
    ownTenant(caller, tenant);
    return StaleFlagsResponse.of(await this.stale.list(caller, { environment, keys, ...page }));
  }

  @Endpoint({
    summary: 'Keys that are no flag’s',
    description:
      'Keys that applications ask for and that are no flag of the environment: a typo, or a flag that was deleted too early.',
    access: 'flags:read',
    returns: UnknownKeysResponse,
    problems: [EnvironmentNotFound, ForeignTenant, StoreUnavailable],
    action: 'usage.unknown',
    apiKey: true,
  })
  @Get('unknown')
  async listUnknown(
    @Caller() caller: Principal,
    @Query() { tenant, env }: EnvironmentQuery,
  ): Promise<UnknownKeysResponse> {
    ownTenant(caller, tenant);
    return UnknownKeysResponse.of(await this.unknown.list(caller, env));
  }
}
