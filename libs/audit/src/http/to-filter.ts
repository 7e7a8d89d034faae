import type { Principal } from '@app/kernel';
import type { AuditFilter } from '../domain/audit-query';
import { wordsOf } from '../domain/words';
import type { ListAuditLogsQuery } from './dto/list-audit-logs.query';

/**
 * What the query's text says, as the log is searched by it. An empty `q` is none. A caller that is
 * bound to an environment sees what happened there, and nothing of its tenant beside.
 */
export function toFilter(
  query: ListAuditLogsQuery,
  { environment }: Pick<Principal, 'environment'>,
): AuditFilter {
  const { action, actor, key, from, to, q } = query;
  const env = environment?.name ?? query.env;
  return {
    ...(env === undefined ? {} : { environment: env }),
    ...(action === undefined ? {} : { action }),
    ...(actor === undefined ? {} : { actor }),
    ...(key === undefined ? {} : { key }),
    ...(from === undefined ? {} : { from: Date.parse(from) }),
    ...(to === undefined ? {} : { to: Date.parse(to) }),
    ...(q === undefined || q.trim() === '' ? {} : { words: [...new Set(wordsOf(q))] }),
  };
}
