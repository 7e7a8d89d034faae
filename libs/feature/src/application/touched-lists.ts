import { type DomainEvent, environmentName, tenantSlug } from '@app/kernel';
import type { ListKey } from './flag-list.cache';
import type { Stamp } from '../domain/flag-list';

/** A list that is out of date, and since when. */
export interface TouchedList {
  readonly key: Pick<ListKey, 'tenant' | 'environment'>;
  readonly committed: Stamp;
}

/**
 * The lists that events put out of date: one per environment, as of its newest event. The fast path
 * after a request and the relay both ask here, so they cannot disagree.
 */
export function touchedLists(events: readonly DomainEvent[]): TouchedList[] {
  const touched = new Map<string, TouchedList>();
  for (const event of events) {
    const list = touchedList(event);
    if (list === undefined) continue;
    const id = `${list.key.tenant}/${list.key.environment}/${list.committed.epoch}`;
    const known = touched.get(id);
    if (known === undefined || known.committed.revision < list.committed.revision) {
      touched.set(id, list);
    }
  }
  return [...touched.values()];
}

function touchedList({ tenant, environment, outcome }: DomainEvent): TouchedList | undefined {
  if (environment === undefined || outcome === 'failure') return undefined;
  const { name, epoch, revision } = environment;
  return {
    key: { tenant: tenantSlug(tenant.slug), environment: environmentName(name) },
    committed: { epoch, revision },
  };
}
