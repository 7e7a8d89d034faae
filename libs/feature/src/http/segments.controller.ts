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
import { SegmentQueries } from '../application/segment.queries';
import { SegmentService } from '../application/segment.service';
import { StillInUse } from '../domain/flag.errors';
import { SegmentNotFound } from '../domain/segment.errors';
import { PageQuery } from './dto/page.query';
import {
  DeleteSegmentQuery,
  DeleteSegmentRequest,
  SegmentPath,
} from './dto/segment-address.request';
import {
  ListedSegmentResponse,
  SegmentPageResponse,
  SegmentResponse,
  SegmentUsersResponse,
  WholeSegmentResponse,
} from './dto/segment.response';
import { segmentPatchOf, UpsertSegmentRequest } from './dto/upsert-segment.request';
import { notModified, type Reply, tagged } from './reply';

const ADDRESS = ['tenant', 'env', 'key'] as const;
const ETAG_HEADER = { ETag: 'Entity tag of the answer.' };
const NOT_MODIFIED = { 304: 'Not modified since the answer that `If-None-Match` names.' };

/** Segments: named groups of users that the flags of an environment share. */
@ApiTags('Segments')
@Controller('segments')
export class SegmentsController {
  constructor(
    private readonly segments: SegmentService,
    private readonly queries: SegmentQueries,
  ) {}

  @Endpoint({
    summary: 'List segments',
    description: 'A page of the segments of one environment, each with what uses it.',
    access: 'segments:read',
    alsoStatus: NOT_MODIFIED,
    returns: SegmentPageResponse,
    problems: [EnvironmentNotFound, ForeignTenant],
    action: 'segment.list',
    headers: ETAG_HEADER,
    apiKey: true,
  })
  @Get()
  async list(
    @Caller() caller: Principal,
    @Query() query: PageQuery,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<SegmentPageResponse | undefined> {
    ownTenant(caller, query.tenant);
    const { env: environment, page: number, pageSize, search } = query;
    const { page, etag } = await this.queries.list(caller, {
      environment,
      page: number,
      pageSize,
      search: search.trim(),
    });
    tagged(reply, etag);
    if (notModified(reply, ifNoneMatch, etag)) return undefined;
    const items = page.items.map((item) => ListedSegmentResponse.ofUsed(item, query));
    return { ...page, items };
  }

  @Endpoint({
    summary: 'Get a segment',
    description: 'One segment of one environment, with every id it lists.',
    access: 'segments:read',
    alsoStatus: NOT_MODIFIED,
    returns: WholeSegmentResponse,
    problems: [SegmentNotFound, EnvironmentNotFound, ForeignTenant],
    action: 'segment.get',
    headers: ETAG_HEADER,
    apiKey: true,
  })
  @Get(':key')
  async get(
    @Caller() caller: Principal,
    @Param() { key }: SegmentPath,
    @Query() place: EnvironmentQuery,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<WholeSegmentResponse | undefined> {
    ownTenant(caller, place.tenant);
    const { etag, ...whole } = await this.queries.get(caller, { environment: place.env, key });
    tagged(reply, etag);
    if (notModified(reply, ifNoneMatch, etag)) return undefined;
    return WholeSegmentResponse.ofWhole(whole, place);
  }

  @Endpoint({
    summary: 'List what uses a segment',
    description: 'The flags and segments of the environment that name the segment.',
    access: 'segments:read',
    returns: SegmentUsersResponse,
    problems: [SegmentNotFound, EnvironmentNotFound, ForeignTenant],
    action: 'segment.users',
    apiKey: true,
  })
  @Get(':key/used-by')
  async usersOf(
    @Caller() caller: Principal,
    @Param() { key }: SegmentPath,
    @Query() { tenant, env: environment }: EnvironmentQuery,
  ): Promise<SegmentUsersResponse> {
    ownTenant(caller, tenant);
    return { usedBy: await this.queries.usersOf(caller, { environment, key }) };
  }

  @Endpoint({
    summary: 'Create or change a segment',
    description:
      'Writes one segment in one environment. A member that is absent stays as it is, `null` resets it. `include` and `exclude` take a whole list, or `{ add, remove }`.',
    access: 'segments:write',
    alsoStatus: { 201: 'Created.' },
    returns: SegmentResponse,
    problems: [InvalidRequest, EnvironmentNotFound, PreconditionFailed, ForeignTenant],
    action: 'segment.upsert',
    conditions: ['If-Match', 'If-None-Match'],
    headers: { ...ETAG_HEADER, Location: 'Path of a new segment.' },
    apiKey: true,
  })
  @Post()
  async upsert(
    @Caller() caller: Principal,
    @Body() body: UpsertSegmentRequest,
    @Headers('if-match') ifMatch: string | undefined,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<SegmentResponse> {
    const { tenant, env: environment, key } = body;
    ownTenant(caller, tenant);
    const { segment, created, etag, warnings } = await this.segments.upsert(caller, {
      environment,
      key,
      set: segmentPatchOf(body),
      conditions: { ifMatch, ifNoneMatch },
    });
    reply.header('ETag', etag);
    if (created) {
      reply.status(201).header('Location', `/segments/${key}?tenant=${tenant}&env=${environment}`);
    }
    return SegmentResponse.of(segment, body, warnings);
  }

  @Endpoint({
    summary: 'Delete a segment',
    description:
      'Deletes one segment in one environment that nothing uses. `tenant`, `env` and `key` come as JSON body or as query.',
    access: 'segments:write',
    status: 204,
    problems: [SegmentNotFound, StillInUse, EnvironmentNotFound, PreconditionFailed, ForeignTenant],
    action: 'segment.delete',
    conditions: ['If-Match'],
    apiKey: true,
  })
  @Delete()
  async delete(
    @Caller() caller: Principal,
    @Body() body: DeleteSegmentRequest,
    @Query() query: DeleteSegmentQuery,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    const { tenant, env: environment, key } = addressIn(ADDRESS, body, query);
    ownTenant(caller, tenant);
    await this.segments.delete(caller, { environment, key, conditions: { ifMatch } });
  }
}
