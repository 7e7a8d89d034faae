import { randomUUID } from 'node:crypto';
import { eventually } from '@app/testing';
import type { AttemptLimiter, AttemptPolicy } from '../application/attempt.limiter';

const HOUR_MS = 3_600_000;
const ADDRESS = '203.0.113.7';

/** What every limiter of attempts keeps to. */
export function attemptLimiterContract(open: () => AttemptLimiter): void {
  const policyOf = (more: Partial<AttemptPolicy> = {}): AttemptPolicy => ({
    name: randomUUID(),
    burst: 3,
    refillMs: HOUR_MS,
    ...more,
  });
  const kinds = async (
    limiter: AttemptLimiter,
    policy: AttemptPolicy,
    times: number,
  ): Promise<string[]> => {
    const taken = [];
    for (let i = 0; i < times; i += 1) taken.push((await limiter.take(policy, ADDRESS)).kind);
    return taken;
  };

  it('allows a burst, and then says when to come back', async () => {
    const [limiter, policy] = [open(), policyOf()];
    expect(await kinds(limiter, policy, 3)).toEqual(['allowed', 'allowed', 'allowed']);
    const decision = await limiter.take(policy, ADDRESS);
    if (decision.kind === 'allowed') throw new Error('a fourth attempt was allowed');
    expect(decision.retryAfterMs).toBeGreaterThan(HOUR_MS - 60_000);
    expect(decision.retryAfterMs).toBeLessThanOrEqual(HOUR_MS);
  });

  it('never allows more than the burst to many at once', async () => {
    const [limiter, policy] = [open(), policyOf()];
    const taken = await Promise.all(
      Array.from({ length: 20 }, () => limiter.take(policy, ADDRESS)),
    );
    expect(taken.filter(({ kind }) => kind === 'allowed')).toHaveLength(3);
  });

  it('counts each address and each policy for itself', async () => {
    const [limiter, policy] = [open(), policyOf()];
    await kinds(limiter, policy, 3);
    expect((await limiter.take(policy, '203.0.113.8')).kind).toBe('allowed');
    expect((await limiter.take(policyOf(), ADDRESS)).kind).toBe('allowed');
  });

  it('gives attempts back, and never more than the burst', async () => {
    const [limiter, policy] = [open(), policyOf()];
    await kinds(limiter, policy, 3);
    for (let i = 0; i < 5; i += 1) await limiter.giveBack(policy, ADDRESS);
    expect(await kinds(limiter, policy, 4)).toEqual(['allowed', 'allowed', 'allowed', 'limited']);
  });

  it('refills with time', async () => {
    const [limiter, policy] = [open(), policyOf({ burst: 1, refillMs: 150 })];
    expect(await kinds(limiter, policy, 2)).toEqual(['allowed', 'limited']);
    await eventually(async () => {
      expect((await limiter.take(policy, ADDRESS)).kind).toBe('allowed');
    });
  });
}
