import { tokenBucketContract } from '../testing/token-bucket.contract';
import { InProcessTokenBucket } from './in-process-token-bucket';

const LIMITS = { capacity: 2, refillPerSecond: 10 };

describe('the token bucket in this process', () => {
  tokenBucketContract(() => new InProcessTokenBucket());

  it('refills by its own clock', async () => {
    let now = 0;
    const bucket = new InProcessTokenBucket(() => now);
    await bucket.take('k', 2, LIMITS);
    now = 99_999;
    expect(await bucket.take('k', 1, LIMITS)).toMatchObject({ kind: 'limited', retryAfterMs: 1 });
    now = 100_000;
    expect(await bucket.take('k', 1, LIMITS)).toMatchObject({ kind: 'allowed' });
  });

  it('forgets the buckets that are full again', async () => {
    let now = 0;
    const bucket = new InProcessTokenBucket(() => now);
    for (let tenant = 0; tenant < 100_000; tenant += 1) {
      now += 1_000;
      await bucket.take(`tenant-${tenant}`, 1, LIMITS);
    }
    expect(bucket.size).toBeLessThan(2_000);
  });

  it('knows beforehand what it would refuse, and takes nothing to know it', async () => {
    const bucket = new InProcessTokenBucket(() => 0);
    expect(bucket.refusal('k', 1, LIMITS)).toBeUndefined();
    await bucket.take('k', 1, LIMITS);
    expect(bucket.refusal('k', 1, LIMITS)).toBeUndefined();
    await bucket.take('k', 1, LIMITS);
    expect(bucket.refusal('k', 1, LIMITS)).toMatchObject({ kind: 'limited', retryAfterMs: 100 });
  });

  it('goes on from the level that another counter states', async () => {
    const bucket = new InProcessTokenBucket(() => 0);
    bucket.adopt('k', 150);
    expect(await bucket.take('k', 1, LIMITS)).toMatchObject({ kind: 'limited', retryAfterMs: 50 });
  });
});
