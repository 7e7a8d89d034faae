import type { Snapshot } from '@app/flag-engine';
import type { EnvironmentRef } from './environment-ref';

/**
 * Snapshots shared between processes: one that starts takes the snapshot from here and only what
 * changed since from the database, and when the database is lost it still has this.
 */
export abstract class SnapshotCache {
  /** What is kept of an environment, however old; `undefined` when there is nothing, and when the cache fails. */
  abstract find(environment: EnvironmentRef): Promise<Snapshot | undefined>;

  /** Forgets an environment that does not exist any more. Never fails the caller: what is left expires. */
  abstract remove(environment: EnvironmentRef): Promise<void>;

  /** Keeps a snapshot unless a newer one of its epoch is there. Never fails the caller. */
  abstract offer(environment: EnvironmentRef, snapshot: Snapshot): Promise<void>;
}
