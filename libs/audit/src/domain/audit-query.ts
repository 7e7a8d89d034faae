import type { AuditCursor } from './audit-cursor';

/** How far pages reach; what lies beyond is walked with a cursor. */
export const DEEPEST_PAGED_EVENT = 10_000;

/** Which events are asked for. The tenant is not among the choices: it is always the caller's own. */
export interface AuditFilter {
  /** Name of the environment. */
  readonly environment?: string;
  readonly action?: string;
  /** Id of who acted. */
  readonly actor?: string;
  readonly key?: string;
  /** At this moment or later; milliseconds since the epoch. */
  readonly from?: number;
  /** Before this moment; milliseconds since the epoch. */
  readonly to?: number;
  /** Each must begin some word of the event; an empty list is what a query without any word leaves, and finds nothing. */
  readonly words?: readonly string[];
}

/** Which part of the events, newest first: a numbered page, or what follows a cursor. */
export interface AuditQuery {
  readonly tenantId: string;
  readonly filter: AuditFilter;
  readonly page: number;
  readonly pageSize: number;
  /** Wins over `page`. */
  readonly cursor?: AuditCursor;
}
