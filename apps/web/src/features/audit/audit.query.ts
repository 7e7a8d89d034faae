import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client';
import type { AuditQuery } from '../../api/types';
import type { AuditSearch } from './audit.search';

/** One page of the audit log. It is asked anew each time it is opened: new events are the point of it. */
export function auditQuery(query: AuditQuery) {
  return queryOptions({
    queryKey: ['audit', query],
    queryFn: () => bodyOf(api.GET('/audit-logs', { params: { query } })),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** What the API is asked for what the address says. Local times become moments. */
export function auditQueryOf(
  { q, env, action, actor, key, from, to, page = 1 }: AuditSearch,
  { tenant, pageSize }: { tenant: string; pageSize: number },
): AuditQuery {
  return {
    tenant,
    page,
    pageSize,
    ...(q !== undefined && { q }),
    ...(env !== undefined && { env }),
    ...(action !== undefined && { action }),
    ...(actor !== undefined && { actor }),
    ...(key !== undefined && { key }),
    ...(isMoment(from) && { from: new Date(from).toISOString() }),
    ...(isMoment(to) && { to: new Date(to).toISOString() }),
  };
}

function isMoment(local: string | undefined): local is string {
  return local !== undefined && !Number.isNaN(new Date(local).getTime());
}
