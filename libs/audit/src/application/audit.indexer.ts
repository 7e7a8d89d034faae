import type { DomainEvent } from '@app/kernel';
import type { DeliveryOutcome } from '@app/outbox';

/** An event with the words it is found by. */
export interface IndexableEvent {
  readonly event: DomainEvent;
  readonly terms: readonly string[];
}

/** The index as its writers see it. */
export abstract class AuditIndexer {
  /**
   * Writes events; writing one again changes nothing.
   * @returns what became of those that are not there now
   * @throws Error when the index does not answer; some may be there nevertheless
   */
  abstract write(events: readonly IndexableEvent[]): Promise<ReadonlyMap<string, DeliveryOutcome>>;

  /** Removes every event. They must then be written again from the record. */
  abstract clear(): Promise<void>;
}
