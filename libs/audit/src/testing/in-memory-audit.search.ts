import type { DomainEvent } from '@app/kernel';
import { type AuditPage, AuditSearch } from '../application/audit.search';
import type { AuditFilter, AuditQuery } from '../domain/audit-query';
import { searchTermsOf } from '../domain/search-terms';

/** The log in a list. */
export class InMemoryAuditSearch extends AuditSearch {
  private readonly events: DomainEvent[] = [];

  store(...events: readonly DomainEvent[]): void {
    this.events.push(...events);
    this.events.sort(newestFirst);
  }

  override async search({
    tenantId,
    filter,
    page,
    pageSize,
    cursor,
  }: AuditQuery): Promise<AuditPage> {
    const matching = this.events.filter(
      (event) => event.tenant.id === tenantId && matches(event, filter),
    );
    if (cursor === undefined) {
      const events = matching.slice((page - 1) * pageSize, page * pageSize);
      return { events, total: matching.length };
    }
    const place = { time: new Date(cursor.time).toISOString(), id: cursor.id };
    const events = matching.filter((event) => newestFirst(place, event) < 0).slice(0, pageSize);
    return { events, total: cursor.total };
  }
}

function newestFirst(
  one: Pick<DomainEvent, 'time' | 'id'>,
  other: Pick<DomainEvent, 'time' | 'id'>,
): number {
  if (one.time !== other.time) return one.time < other.time ? 1 : -1;
  return one.id < other.id ? 1 : Number(one.id !== other.id) * -1;
}

function matches(event: DomainEvent, filter: AuditFilter): boolean {
  const { environment, action, actor, key, from, to, words } = filter;
  const time = Date.parse(event.time);
  const terms = searchTermsOf(event);
  return (
    (environment === undefined || event.environment?.name === environment) &&
    (action === undefined || event.action === action) &&
    (actor === undefined || event.actor.id === actor) &&
    (key === undefined || event.key === key) &&
    (from === undefined || time >= from) &&
    (to === undefined || time < to) &&
    (words === undefined ||
      (words.length > 0 && words.every((word) => terms.some((term) => term.startsWith(word)))))
  );
}
