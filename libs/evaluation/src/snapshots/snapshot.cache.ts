import type { Snapshot } from '@app/flag-engine';
import type { EnvironmentRef, Position } from './environment-ref';

/** Snapshots shared between processes, so that a change is read from the database once. */
export abstract class SnapshotCache {
  /** What is kept of an environment, if it is at `position` or later where one is named; `undefined` otherwise, and when the cache fails. */
  abstract find(environment: EnvironmentRef, position?: Position): Promise<Snapshot | undefined>;

  /** Keeps a snapshot unless a newer one is there. Never fails the caller. */
  abstract offer(environment: EnvironmentRef, snapshot: Snapshot): Promise<void>;
}

/** No cache: a single process has its own memory. */
export class NoSnapshotCache extends SnapshotCache {
  override find(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  override offer(): Promise<void> {
    return Promise.resolve();
  }
}
