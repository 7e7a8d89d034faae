import type { Position } from '../state/position';

/** Hears what becomes of the state. */
export abstract class SyncListener {
  /** Answers are made of another state now. @param flags keys of those that may answer differently */
  abstract applied(position: Position, flags: readonly string[]): void;
  /** What was wrong is well again. */
  abstract recovered(): void;
  /** Contact was lost for so long that answers may be outdated. */
  abstract stale(message: string): void;
  /** The key is refused, or what comes cannot be trusted. Answers go on from the last good state. */
  abstract faulty(message: string): void;
  /** The key is refused and there is no state to answer from: nothing will change by waiting. */
  abstract fatal(message: string): void;
}
