import QuickLRU from 'quick-lru';
import type { Bucket, Limits } from './bucket';
import { type LeaseObserver, LeasedBucket } from './leased.bucket';
import type { LeaseStore } from './lease.store';
import { LocalBucket } from './local.bucket';

/** Those not asked for longest are forgotten: a bucket that is full again and none are the same. */
const MOST_BUCKETS = 100_000;

/** How the buckets of a family are filled. */
export interface Filling {
  readonly limits: Limits;
  /** Buckets shared by all processes; without one, those of this process alone. */
  readonly store?: LeaseStore;
  readonly observer?: LeaseObserver;
}

/** The buckets of one limit, one for each id. */
export class BucketFamily {
  private readonly buckets = new QuickLRU<string, Bucket>({ maxSize: MOST_BUCKETS });

  constructor(private readonly filling: Filling) {}

  /** @param name of the shared bucket; always the same for an id */
  of(id: string, name: () => string): Bucket {
    const known = this.buckets.get(id);
    if (known !== undefined) return known;
    const { limits, store, observer } = this.filling;
    const made =
      store === undefined
        ? new LocalBucket(limits)
        : new LeasedBucket(store, name(), limits, observer);
    this.buckets.set(id, made);
    return made;
  }
}
