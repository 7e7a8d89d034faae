import type { DomainEvent } from '@app/kernel';

/** Where `RevisionMessage`s are broadcast. */
export const REVISIONS_CHANNEL = 'revisions';

/** A revision that has been committed. Revisions are ordered within one epoch only. */
export interface RevisionMessage {
  readonly tenantId: string;
  readonly environmentId: string;
  readonly epoch: string;
  readonly revision: number;
}

/** The last state of each environment that `events`, in the order of commits, happened in. */
export function newestRevisions(events: readonly DomainEvent[]): RevisionMessage[] {
  const newest = new Map<string, RevisionMessage>();
  for (const { tenant, environment } of events) {
    if (environment === undefined) continue;
    const { id: environmentId, epoch, revision } = environment;
    newest.set(environmentId, { tenantId: tenant.id, environmentId, epoch, revision });
  }
  return [...newest.values()];
}
