import { Injectable, Logger } from '@nestjs/common';
import type { RedisClient } from '@app/platform/redis';
import {
  type AttemptDecision,
  AttemptLimiter,
  type AttemptPolicy,
} from '../application/attempt.limiter';
import { addressKey } from './address-key';
import { TAKE_ATTEMPT } from './take-attempt';

/** Buckets that all processes share. While Redis cannot be reached, each process counts for itself. */
@Injectable()
export class RedisAttemptLimiter extends AttemptLimiter {
  private readonly logger = new Logger(RedisAttemptLimiter.name);
  private failing = false;

  constructor(
    private readonly redis: RedisClient,
    private readonly fallback: AttemptLimiter,
  ) {
    super();
  }

  override async take(policy: AttemptPolicy, address: string): Promise<AttemptDecision> {
    const retryAfterMs = await this.move(policy, address, 1);
    if (retryAfterMs === undefined) return this.fallback.take(policy, address);
    return retryAfterMs > 0 ? { kind: 'limited', retryAfterMs } : { kind: 'allowed' };
  }

  override async giveBack(policy: AttemptPolicy, address: string): Promise<void> {
    const answer = await this.move(policy, address, -1);
    if (answer === undefined) await this.fallback.giveBack(policy, address);
  }

  /** @returns milliseconds to wait, or `undefined` when Redis does not answer */
  private async move(
    { name, burst, refillMs }: AttemptPolicy,
    address: string,
    attempts: number,
  ): Promise<number | undefined> {
    try {
      const key = `auth-attempts:{${name}:${addressKey(address)}}`;
      const answer = await TAKE_ATTEMPT.run(this.redis, [key], [attempts, burst, refillMs]);
      this.failing = false;
      return Number(answer);
    } catch (error) {
      if (!this.failing) this.logger.warn({ err: error }, 'Attempts are counted per process.');
      this.failing = true;
      return undefined;
    }
  }
}
