import type { DomainEvent } from '@app/kernel';

/** What became of one event at one sink. `retry` comes back later; `dead` never will. */
export type DeliveryOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'retry'; readonly reason: string }
  | { readonly kind: 'dead'; readonly reason: string };

/**
 * A place outside the transaction that must learn of every committed event: at least once, in
 * commit order within an environment. Delivering an event twice must have the effect of once.
 */
export abstract class EventSink {
  /** Unique and stable: it is stored with the progress of each event. */
  abstract readonly name: string;

  /**
   * Delivers a batch. Throwing means `retry` for all of it.
   * @returns one outcome per event id; an event that is left out is `done`
   */
  abstract deliver(events: readonly DomainEvent[]): Promise<ReadonlyMap<string, DeliveryOutcome>>;
}
