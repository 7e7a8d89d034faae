import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import QuickLRU from 'quick-lru';
import {
  type AttemptDecision,
  AttemptLimiter,
  type AttemptPolicy,
} from '../application/attempt.limiter';
import { addressKey } from './address-key';

interface Bucket {
  readonly attempts: number;
  readonly at: number;
}

const MAX_BUCKETS = 20_000;

/** Buckets in the memory of this process; the least recently used are forgotten first. */
@Injectable()
export class InProcessAttemptLimiter extends AttemptLimiter {
  private readonly buckets = new QuickLRU<string, Bucket>({ maxSize: MAX_BUCKETS });

  constructor(private readonly clock: Clock) {
    super();
  }

  override async take(policy: AttemptPolicy, address: string): Promise<AttemptDecision> {
    const key = `${policy.name}:${addressKey(address)}`;
    const present = this.present(policy, key);
    if (present < 1) {
      return { kind: 'limited', retryAfterMs: Math.ceil((1 - present) * policy.refillMs) };
    }
    this.buckets.set(key, { attempts: present - 1, at: this.clock.now() });
    return { kind: 'allowed' };
  }

  override async giveBack(policy: AttemptPolicy, address: string): Promise<void> {
    const key = `${policy.name}:${addressKey(address)}`;
    const attempts = Math.min(policy.burst, this.present(policy, key) + 1);
    this.buckets.set(key, { attempts, at: this.clock.now() });
  }

  private present({ burst, refillMs }: AttemptPolicy, key: string): number {
    const bucket = this.buckets.get(key);
    if (bucket === undefined) return burst;
    const elapsed = Math.max(0, this.clock.now() - bucket.at);
    return Math.min(burst, bucket.attempts + elapsed / refillMs);
  }
}
