import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ForeignTenant, InvalidParameter, ownTenant, type Principal } from '@app/kernel';
import { Caller } from '@app/platform/context';
import { Endpoint } from '@app/platform/openapi';
import { AuditLog } from '../application/audit-log';
import { AuditLogPageResponse } from './dto/audit-log-page.response';
import { ListAuditLogsQuery } from './dto/list-audit-logs.query';
import { toFilter } from './to-filter';

const SOURCE_HEADER = 'X-Audit-Source';

/** The part of a reply that this controller touches. */
interface Reply {
  header(name: string, value: string): unknown;
}

/** Who did what, when, and what it was before. */
@ApiTags('Audit')
@Controller('audit-logs')
export class AuditLogsController {
  constructor(private readonly log: AuditLog) {}

  @Endpoint({
    summary: 'List audit events',
    description:
      'Events of the tenant, newest first. Elasticsearch answers where it is configured; it follows about a second behind a write. PostgreSQL, which holds the record, answers otherwise and whenever Elasticsearch fails. Pages end at event 10,000; `cursor` walks all events. An API key of the scope `manage` may read them, one that is bound to an environment those of that environment.',
    access: 'audit:read',
    apiKey: true,
    returns: AuditLogPageResponse,
    problems: [ForeignTenant, InvalidParameter],
    action: 'audit.list',
    headers: {
      [SOURCE_HEADER]:
        'The store that answered: `elasticsearch`, `postgres`, or `postgres; fallback` when Elasticsearch failed.',
    },
  })
  @Get()
  async list(
    @Caller() caller: Principal,
    @Query() query: ListAuditLogsQuery,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<AuditLogPageResponse> {
    ownTenant(caller, query.tenant);
    const { page, pageSize, cursor } = query;
    const found = await this.log.list({
      tenantId: caller.tenantId,
      filter: toFilter(query, caller),
      page,
      pageSize,
      ...(cursor === undefined ? {} : { cursor }),
    });
    reply.header(SOURCE_HEADER, found.source);
    return AuditLogPageResponse.of(found);
  }
}
