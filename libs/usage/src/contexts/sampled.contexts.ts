import type { Tx } from '@app/kernel';
import type { Place } from '../counts/usage.ledger';
import type { ContextSampling, KeptContext, SamplingOrder } from './context-sampling';

/** An order as it is stored. */
export interface StoredSampling extends SamplingOrder {
  /** Epoch milliseconds. */
  readonly changedAt: number;
}

/** Contexts that are kept, and since when the oldest of them is. */
export interface KeptSample {
  readonly contexts: readonly KeptContext[];
  /** Epoch milliseconds; `undefined` when there are none. */
  readonly oldestAt: number | undefined;
}

/** Where environments' orders for sampling are, and the contexts that were kept under them. */
export abstract class SampledContexts {
  /** Every order that is switched on. */
  abstract orders(): Promise<SamplingOrder[]>;

  /** The order of a place; `undefined` when none was ever given. */
  abstract find(place: Place): Promise<StoredSampling | undefined>;

  /** As `find`, and nobody changes it, nor keeps anything under it, until `tx` ends. */
  abstract lock(tx: Tx, place: Place): Promise<StoredSampling | undefined>;

  /** Puts an order in place of the one there. @param at epoch milliseconds */
  abstract save(tx: Tx, place: Place, sampling: ContextSampling, at: number): Promise<void>;

  /**
   * Keeps contexts: first where there is room, then each in the place of any other. Passed over when the order is not
   * the one in force any more.
   * @param at epoch milliseconds at which they were evaluated
   */
  abstract keep(order: SamplingOrder, contexts: readonly KeptContext[], at: number): Promise<void>;

  /** What is kept and was evaluated at `since` (epoch milliseconds) or later, the latest first. */
  abstract read(place: Place, since: number): Promise<KeptSample>;

  /**
   * Forgets all that is kept of a place, and what processes hold to be kept: the order counts as another one.
   * @returns how many contexts were kept
   */
  abstract clear(tx: Tx, place: Place): Promise<number>;

  /** Forgets what has been kept as long as its order says. @param now epoch milliseconds */
  abstract expire(now: number): Promise<void>;
}
