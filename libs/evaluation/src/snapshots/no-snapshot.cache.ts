import { SnapshotCache } from './snapshot.cache';

/** No cache: without Redis each process reads the database. */
export class NoSnapshotCache extends SnapshotCache {
  override find(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  override remove(): Promise<void> {
    return Promise.resolve();
  }

  override offer(): Promise<void> {
    return Promise.resolve();
  }
}
