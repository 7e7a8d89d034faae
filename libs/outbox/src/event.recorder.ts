import type { DomainEvent, Tx } from '@app/kernel';

/** Where recorded facts are kept for good: the audit log, as the unit of work sees it. */
export abstract class EventRecorder {
  /** Appends `events` in their order, inside `tx`, in as few statements as possible. */
  abstract append(tx: Tx, events: readonly DomainEvent[]): Promise<void>;
}
