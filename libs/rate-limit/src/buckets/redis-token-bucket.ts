import { type RedisClient, RedisScript } from '@app/platform/redis';
import { assertCost, TokenBucket } from '../application/token-bucket';
import { type Decision, decisionOf } from '../domain/decision';
import type { Limits } from '../domain/limits';
import { PaceTable } from './pace-table';
import { TAKE_TOKENS } from './take-tokens.lua';

/** Buckets in Redis: one truth for all processes, one round trip, one key. */
export class RedisTokenBucket extends TokenBucket {
  private readonly script = new RedisScript(TAKE_TOKENS);
  private readonly paces = new PaceTable();

  constructor(private readonly redis: RedisClient) {
    super();
  }

  /** Rejects when Redis does not answer within the connection's command timeout. */
  override async take(key: string, cost: number, limits: Limits): Promise<Decision> {
    assertCost(cost, limits);
    const pace = this.paces.of(limits);
    const args = [pace.tokenTicks, pace.ticksPerMicro, pace.capacity, cost];
    const [allowed, debt] = (await this.script.run(this.redis, [key], args)) as [0 | 1, number];
    return decisionOf({ allowed: allowed === 1, debt, cost }, pace, 'redis');
  }

  /** Resolves when Redis answers. */
  async ping(): Promise<void> {
    await this.redis.ping();
  }
}
