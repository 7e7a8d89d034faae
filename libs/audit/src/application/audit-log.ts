import { Injectable } from '@nestjs/common';
import { type DomainEvent, InvalidParameter, type Page } from '@app/kernel';
import type { AuditCursor } from '../domain/audit-cursor';
import { type AuditFilter, type AuditQuery, DEEPEST_PAGED_EVENT } from '../domain/audit-query';
import { type AuditAnswer, AuditReader } from './audit.reader';
import { decodeCursor, encodeCursor } from './cursor-text';

/** What a caller asks for. `page` counts from 1. */
export interface AuditRequest {
  readonly tenantId: string;
  readonly filter: AuditFilter;
  readonly page: number;
  readonly pageSize: number;
  /** As a former answer gave it. */
  readonly cursor?: string;
}

/** A page of the log, where it came from, and how to go on. */
export interface AuditLogPage extends Page<DomainEvent> {
  readonly source: AuditAnswer['source'];
  /** Absent on the last page. */
  readonly nextCursor?: string;
}

/** The audit log as its readers page through it. */
@Injectable()
export class AuditLog {
  constructor(private readonly reader: AuditReader) {}

  /**
   * One page of a tenant's events, newest first.
   * @throws InvalidParameter when the page reaches past the 10,000th event, or the cursor is not one of ours
   */
  async list({ cursor, ...request }: AuditRequest): Promise<AuditLogPage> {
    const query = { ...request, ...(cursor === undefined ? {} : continuing(cursor)) };
    if (query.cursor === undefined) refuseDeepPage(query);
    const { events, total, source } = await this.reader.search(query);
    const nextCursor = nextOf(query, events, total);
    return {
      items: events,
      page: query.page,
      pageSize: query.pageSize,
      total,
      source,
      ...(nextCursor === undefined ? {} : { nextCursor }),
    };
  }
}

function continuing(text: string): { cursor: AuditCursor; page: number } {
  const cursor = decodeCursor(text);
  if (cursor === undefined) {
    throw new InvalidParameter([
      {
        pointer: '#/cursor',
        detail: '"cursor" must be the "nextCursor" of a former answer, unchanged.',
        code: 'cursor_invalid',
      },
    ]);
  }
  return { cursor, page: cursor.page };
}

function refuseDeepPage({ page, pageSize }: AuditQuery): void {
  if (page * pageSize <= DEEPEST_PAGED_EVENT) return;
  throw new InvalidParameter([
    {
      pointer: '#/page',
      detail: `Pages end at event ${DEEPEST_PAGED_EVENT}; to go on, send "nextCursor" of the page before as "cursor".`,
      code: 'page_too_deep',
    },
  ]);
}

/** A full page may have another one behind it; only a numbered page knows by its total. */
function nextOf(
  { cursor, page, pageSize }: AuditQuery,
  events: readonly DomainEvent[],
  total: number,
): string | undefined {
  const last = events.at(-1);
  if (last === undefined || events.length < pageSize) return undefined;
  if (cursor === undefined && page * pageSize >= total) return undefined;
  return encodeCursor({ time: Date.parse(last.time), id: last.id, page: page + 1, total });
}
