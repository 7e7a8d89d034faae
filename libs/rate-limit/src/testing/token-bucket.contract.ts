import type { TokenBucket } from '../application/token-bucket';
import type { Decision } from '../domain/decision';

/** Refills so slowly that no test lives to see a second token. */
const STILL = { capacity: 10, refillPerSecond: 0.001 };

interface Taken {
  readonly sentMs: number;
  readonly answeredMs: number;
  readonly cost: number;
  readonly decision: Decision;
}

async function timed(
  bucket: TokenBucket,
  key: string,
  cost: number,
  limits = STILL,
): Promise<Taken> {
  const sentMs = performance.now();
  const decision = await bucket.take(key, cost, limits);
  return { sentMs, answeredMs: performance.now(), cost, decision };
}

/** What every token bucket promises, by the wall clock, wherever it counts. */
export function tokenBucketContract(create: () => TokenBucket): void {
  let bucket: TokenBucket;
  let key = '';
  let keys = 0;

  beforeEach(() => {
    bucket = create();
    key = `rl:{contract-${(keys += 1)}}:api`;
  });

  it('gives exactly its capacity, however many ask at the same time', async () => {
    const decisions = await Promise.all(
      Array.from({ length: 200 }, () => bucket.take(key, 1, STILL)),
    );
    expect(decisions.filter(({ kind }) => kind === 'allowed')).toHaveLength(STILL.capacity);
  });

  it('counts down what remains, and says when to come again', async () => {
    const limits = { capacity: 2, refillPerSecond: 0.1 };
    expect(await bucket.take(key, 1, limits)).toMatchObject({ kind: 'allowed', remaining: 1 });
    expect(await bucket.take(key, 1, limits)).toMatchObject({ kind: 'allowed', remaining: 0 });
    const refused = await bucket.take(key, 1, limits);
    expect(refused).toMatchObject({ kind: 'limited', remaining: 0 });
    if (refused.kind !== 'limited') return;
    expect(refused.retryAfterMs).toBeGreaterThan(9_000);
    expect(refused.retryAfterMs).toBeLessThanOrEqual(10_000);
    expect(refused.fullAfterMs).toBeGreaterThan(19_000);
    expect(refused.fullAfterMs).toBeLessThanOrEqual(20_000);
  });

  it('keeps one bucket per key', async () => {
    await bucket.take(key, 10, STILL);
    expect(await bucket.take(`${key}-other`, 1, STILL)).toMatchObject({ kind: 'allowed' });
  });

  it('takes several tokens or none', async () => {
    await bucket.take(key, 8, STILL);
    expect(await bucket.take(key, 3, STILL)).toMatchObject({ kind: 'limited', remaining: 2 });
    expect(await bucket.take(key, 2, STILL)).toMatchObject({ kind: 'allowed', remaining: 0 });
  });

  it.each([0, -1, 1.5, 11, Number.NaN])(
    'throws at a cost of %d, which it can never give',
    async (cost) => {
      await expect(async () => bucket.take(key, cost, STILL)).rejects.toThrow(RangeError);
    },
  );

  it('obeys limits that are lowered at once', async () => {
    await bucket.take(key, 10, STILL);
    const lower = { capacity: 2, refillPerSecond: 1_000 };
    const decision = await bucket.take(key, 1, lower);
    expect(decision).toMatchObject({ kind: 'limited' });
    expect(decision.fullAfterMs).toBeLessThanOrEqual(2);
  });

  it.each([
    ['a round rate', { capacity: 20, refillPerSecond: 500 }],
    [
      'a rate that does not divide a second into microseconds',
      { capacity: 7, refillPerSecond: 333.333 },
    ],
    ['more than a token each microsecond', { capacity: 1_000, refillPerSecond: 3_000_000 }],
  ])('never gives more than capacity + t · rate in any interval, at %s', async (_, limits) => {
    const taken: Taken[] = [];
    const end = performance.now() + 150;
    const client = async (): Promise<void> => {
      while (performance.now() < end) {
        taken.push(await timed(bucket, key, 1 + (taken.length % 3), limits));
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    await Promise.all(Array.from({ length: 8 }, client));
    const given = taken.filter(({ decision }) => decision.kind === 'allowed');
    expect(given.length).toBeGreaterThan(2);
    expectBound(given, limits);
  });
}

/** What lies wholly between two moments of this process was given between them, wherever it was counted. */
function expectBound(
  given: readonly Taken[],
  limits: { capacity: number; refillPerSecond: number },
): void {
  const bySent = [...given].sort((a, b) => b.sentMs - a.sentMs);
  for (const { answeredMs: end } of given.filter((_, index) => index % 7 === 0)) {
    let sum = 0;
    for (const { sentMs, answeredMs, cost } of bySent) {
      if (answeredMs > end) continue;
      sum += cost;
      const bound = limits.capacity + ((end - sentMs) / 1_000) * limits.refillPerSecond;
      if (sum > bound + 1e-6) throw new Error(`${sum} tokens were given where ${bound} may be.`);
    }
  }
}
