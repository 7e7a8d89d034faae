import type { Settlement } from '../domain/settlement';
import type { OutboxSession } from './outbox.store';
import type { RelayObserver } from './relay.observer';
import type { RelayTiming } from './relay.timing';

/** What the lanes of one run share. */
export interface RelayContext {
  readonly session: OutboxSession;
  readonly observer: RelayObserver;
  readonly timing: RelayTiming;
  /** Aborted when the run is to end. */
  readonly stop: AbortSignal;
  settle(settlements: readonly Settlement[]): Promise<void>;
  /** Ends the run: the session is no good any more. */
  fail(error: unknown): void;
}

/** Most rows that are offered at once. */
export const BATCH = 500;
