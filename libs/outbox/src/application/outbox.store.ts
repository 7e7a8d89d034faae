import type { OutboxRow } from '../domain/outbox-row';
import type { Settlement } from '../domain/settlement';

/** How much is left to do. */
export interface OutboxCensus {
  readonly pending: number;
  /** Age of the oldest pending row; 0 when there is none. */
  readonly oldestAgeSeconds: number;
  /** Rows that some sink refused for good. */
  readonly dead: number;
}

/**
 * Work on the outbox under locks that end with the session. Everything is read and written through
 * the session itself: one that has lost its locks cannot write any more either.
 */
export abstract class OutboxSession {
  /** Locks every partition that nobody holds. @returns how many were won just now */
  abstract acquire(): Promise<number>;

  /** Rows of the session's partitions that no sink has been offered yet, oldest first. */
  abstract claim(limit: number): Promise<OutboxRow[]>;

  /**
   * Rows that were offered once and that `sink` has still to take, oldest first; none that waits,
   * and none of an environment whose earlier event waits.
   */
  abstract claimFor(sink: string, limit: number): Promise<OutboxRow[]>;

  /** Whether `claimFor(sink)` has, or will have, something to give. */
  abstract isBehind(sink: string): Promise<boolean>;

  /** Writes settlements down; a row that all of `sinks` have taken is deleted. */
  abstract settle(settlements: readonly Settlement[], sinks: readonly string[]): Promise<void>;

  /** Of all partitions, whoever holds them. */
  abstract census(): Promise<OutboxCensus>;

  /** Gives the partitions back. Never throws. */
  abstract close(): Promise<void>;
}

/** Where rows wait to be delivered. */
export abstract class OutboxStore {
  /** @throws Error when the store cannot be reached */
  abstract connect(): Promise<OutboxSession>;
}
