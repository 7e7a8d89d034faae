import type { Decision, Limits } from './bucket';
import { type Lease, LeaseStore } from './lease.store';
import { LeasedBucket } from './leased.bucket';

const LIMITS: Limits = { burst: 80, perSecond: 1_000 };

/** A shared bucket that does not refill, and that can be lost. */
class CountingStore extends LeaseStore {
  calls = 0;
  lost = false;

  constructor(private left: number) {
    super();
  }

  override async lease(_bucket: string, wanted: number): Promise<Lease> {
    this.calls += 1;
    if (this.lost) throw new Error('lost');
    const granted = Math.min(wanted, this.left);
    this.left -= granted;
    return { granted, retryAfterMs: granted === 0 ? 250 : 0 };
  }
}

const takeAt = async (bucket: LeasedBucket, now: number): Promise<Decision> => bucket.take(now);

async function takeMany(bucket: LeasedBucket, count: number, now: number): Promise<number> {
  let allowed = 0;
  for (let i = 0; i < count; i += 1) {
    if ((await takeAt(bucket, now)).kind === 'allowed') allowed += 1;
  }
  return allowed;
}

describe('a bucket of leased tokens', () => {
  it('admits what the shared bucket grants, and no more', async () => {
    const bucket = new LeasedBucket(new CountingStore(40), 'b', LIMITS);
    expect(await takeMany(bucket, 100, 1_000)).toBe(40);
  });

  it('asks the store far less often than it is asked', async () => {
    const store = new CountingStore(1_000_000);
    const bucket = new LeasedBucket(store, 'b', LIMITS);
    expect(await takeMany(bucket, 1_000, 1_000)).toBe(1_000);
    expect(store.calls).toBeLessThan(300);
  });

  it('never holds more than an eighth of the bucket that nobody has asked for', async () => {
    const burst = 800;
    const granted = { total: 0 };
    const store = new CountingStore(1_000_000);
    const bucket = new LeasedBucket(store, 'b', { burst, perSecond: 1_000_000 }, (outcome) => {
      if ('granted' in outcome) granted.total += outcome.granted;
    });
    let taken = 0;
    for (let round = 0; round < 200; round += 1) {
      // In bursts of different sizes, each at once: leases are under way while tokens are spent.
      const size = 1 + ((round * 37) % 150);
      const decisions = await Promise.all(
        Array.from({ length: size }, () => takeAt(bucket, 1_000 + round)),
      );
      taken += decisions.filter(({ kind }) => kind === 'allowed').length;
      await new Promise(setImmediate);
      expect(granted.total - taken).toBeLessThanOrEqual(burst / 8);
    }
    expect(taken).toBeGreaterThan(10_000);
  });

  it('refuses nobody who waits for a lease while there are tokens', async () => {
    const bucket = new LeasedBucket(new CountingStore(1_000), 'b', LIMITS);
    const decisions = await Promise.all(Array.from({ length: 64 }, () => takeAt(bucket, 1_000)));
    expect(decisions.filter(({ kind }) => kind === 'limited')).toEqual([]);
  });

  it('asks nothing of a store that has just failed', async () => {
    const store = new CountingStore(1_000);
    store.lost = true;
    const bucket = new LeasedBucket(store, 'b', LIMITS);
    expect(await takeMany(bucket, 50, 1_000)).toBe(50);
    expect(store.calls).toBe(1);
  });

  it('remembers a refusal until its time is up', async () => {
    const store = new CountingStore(0);
    const bucket = new LeasedBucket(store, 'b', LIMITS);
    expect(await takeAt(bucket, 1_000)).toEqual({ kind: 'limited', retryAfterMs: 250 });
    expect(await takeAt(bucket, 1_100)).toEqual({ kind: 'limited', retryAfterMs: 150 });
    expect(store.calls).toBe(1);
    await takeAt(bucket, 1_251);
    expect(store.calls).toBe(2);
  });

  it('limits alone while the store is lost, and comes back to it', async () => {
    const store = new CountingStore(1_000);
    store.lost = true;
    const outages: unknown[] = [];
    const bucket = new LeasedBucket(store, 'b', LIMITS, (outcome) => {
      if ('error' in outcome) outages.push(outcome.error);
    });
    expect(await takeMany(bucket, 100, 1_000)).toBe(80);
    expect(outages).toHaveLength(1);
    store.lost = false;
    expect((await takeAt(bucket, 2_001)).kind).toBe('allowed');
    expect(store.calls).toBe(2);
  });
});
