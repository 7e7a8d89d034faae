import { Body, Controller, Delete, Get, Headers, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  addressIn,
  ForeignTenant,
  InvalidRequest,
  ownTenant,
  PreconditionFailed,
  type Principal,
} from '@app/kernel';
import { Caller } from '@app/platform/context';
import { Endpoint } from '@app/platform/openapi';
import { EnvironmentNotFound, EnvironmentQuery } from '@app/tenancy';
import { FlagQueries } from '../application/flag.queries';
import { FlagService } from '../application/flag.service';
import type { ListQuery } from '../application/list.query';
import { FlagNotFound, FlagValueTypeTaken, StillInUse } from '../domain/flag.errors';
import { DeleteFlagQuery, DeleteFlagRequest } from './dto/delete-flag.request';
import { FlagPageResponse } from './dto/flag-page.response';
import { FlagResponse } from './dto/flag.response';
import { FlagPath } from './dto/key.path';
import { ListFlagsQuery } from './dto/list-flags.query';
import { patchOf, UpsertFlagRequest } from './dto/upsert-flag.request';
import { ListRenderer } from './list.renderer';
import { notModified, type Reply, tagged } from './reply';

const ADDRESS = ['tenant', 'env', 'key'] as const;
const NOT_MODIFIED = { 304: 'Not modified since the answer that `If-None-Match` names.' };
const ETAG_HEADER = { ETag: 'Entity tag of the answer.' };

/** Flags: read, upserted and deleted, each in one environment. */
@ApiTags('Features')
@Controller('features')
export class FeaturesController {
  constructor(
    private readonly flags: FlagService,
    private readonly queries: FlagQueries,
    private readonly renderer: ListRenderer,
  ) {}

  @Endpoint({
    summary: 'List flags',
    description:
      'A page of the flags of one environment; with `userId` each with its answer for that user.',
    access: 'flags:read',
    alsoStatus: NOT_MODIFIED,
    returns: FlagPageResponse,
    problems: [EnvironmentNotFound, ForeignTenant],
    action: 'flag.list',
    headers: { ...ETAG_HEADER, 'X-Cache': 'HIT: from the cache; MISS: read from the database.' },
    apiKey: true,
  })
  @Get()
  async list(
    @Caller() caller: Principal,
    @Query() query: ListFlagsQuery,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Buffer | undefined> {
    ownTenant(caller, query.tenant);
    const { env, page, pageSize, search, sort } = query;
    const answer = await this.queries.list(caller, {
      environment: env,
      selection: { search: search.trim(), tags: query.tag, sort },
      page,
      pageSize,
      ...contextOf(query),
    });
    tagged(reply, answer.etag).header('X-Cache', answer.cache);
    if (notModified(reply, ifNoneMatch, answer.etag)) return undefined;
    reply.header('Content-Type', 'application/json; charset=utf-8');
    return this.renderer.render(answer, query);
  }

  @Endpoint({
    summary: 'Get a flag',
    description: 'One flag of one environment, complete.',
    access: 'flags:read',
    alsoStatus: NOT_MODIFIED,
    returns: FlagResponse,
    problems: [FlagNotFound, EnvironmentNotFound, ForeignTenant],
    action: 'flag.get',
    headers: ETAG_HEADER,
    apiKey: true,
  })
  @Get(':key')
  async get(
    @Caller() caller: Principal,
    @Param() { key }: FlagPath,
    @Query() { tenant, env }: EnvironmentQuery,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<FlagResponse | undefined> {
    ownTenant(caller, tenant);
    const { flag, etag } = await this.queries.get(caller, { environment: env, key });
    tagged(reply, etag);
    if (notModified(reply, ifNoneMatch, etag)) return undefined;
    return FlagResponse.of(flag, { tenant, env });
  }

  @Endpoint({
    summary: 'Create or change a flag',
    description:
      'Writes one flag in one environment. A member that is absent stays as it is (its default for a new flag), `null` resets it. What changes nothing is answered as it stands.',
    access: 'flags:write',
    alsoStatus: { 201: 'Created.' },
    returns: FlagResponse,
    problems: [
      InvalidRequest,
      EnvironmentNotFound,
      FlagValueTypeTaken,
      StillInUse,
      PreconditionFailed,
      ForeignTenant,
    ],
    action: 'flag.upsert',
    conditions: ['If-Match', 'If-None-Match'],
    headers: { ...ETAG_HEADER, Location: 'Path of a new flag.' },
    apiKey: true,
  })
  @Post()
  async upsert(
    @Caller() caller: Principal,
    @Body() body: UpsertFlagRequest,
    @Headers('if-match') ifMatch: string | undefined,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<FlagResponse> {
    const { tenant, env: environment, key } = body;
    ownTenant(caller, tenant);
    const { flag, created, etag, warnings } = await this.flags.upsert(caller, {
      environment,
      key,
      set: patchOf(body),
      conditions: { ifMatch, ifNoneMatch },
    });
    reply.header('ETag', etag);
    if (created) {
      reply.status(201).header('Location', `/features/${key}?tenant=${tenant}&env=${environment}`);
    }
    return FlagResponse.of(flag, body, warnings);
  }

  @Endpoint({
    summary: 'Delete a flag',
    description:
      'Deletes one flag in one environment. `tenant`, `env` and `key` come as JSON body or as query.',
    access: 'flags:write',
    status: 204,
    problems: [FlagNotFound, StillInUse, EnvironmentNotFound, PreconditionFailed, ForeignTenant],
    action: 'flag.delete',
    conditions: ['If-Match'],
    apiKey: true,
  })
  @Delete()
  async delete(
    @Caller() caller: Principal,
    @Body() body: DeleteFlagRequest,
    @Query() query: DeleteFlagQuery,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    const { tenant, env: environment, key } = addressIn(ADDRESS, body, query);
    ownTenant(caller, tenant);
    await this.flags.delete(caller, { environment, key, conditions: { ifMatch } });
  }
}

/** Whom the query wants each flag evaluated for, if anyone. */
function contextOf({ userId, context }: ListFlagsQuery): Pick<ListQuery, 'context'> {
  if (userId === undefined && context === undefined) return {};
  return { context: { ...context, ...(userId !== undefined && { targetingKey: userId }) } };
}
