import { Injectable } from '@nestjs/common';
import { Clock, type TenantSlug } from '@app/kernel';
import QuickLRU from 'quick-lru';
import { LOGIN_ATTEMPTS } from '../domain/attempt-policies';
import { failureDelayMs } from '../domain/failure-delay';
import { type AttemptDecision, AttemptLimiter } from './attempt.limiter';
import { Pause } from './pause';

interface Failures {
  readonly count: number;
  readonly lastAt: number;
}

const MAX_TENANTS = 10_000;
/** One failure is forgotten for each such span without another. */
const FORGIVE_MS = 30_000;

/**
 * Makes guessing slow without giving anyone a lock to close. An address that keeps being wrong is
 * refused for a while; a tenant that keeps being guessed at answers later, to everyone alike, but
 * the right password always opens. A tenant that does not exist is treated like one that does.
 */
@Injectable()
export class LoginThrottle {
  private readonly failures = new QuickLRU<TenantSlug, Failures>({ maxSize: MAX_TENANTS });

  constructor(
    private readonly limiter: AttemptLimiter,
    private readonly pause: Pause,
    private readonly clock: Clock,
  ) {}

  /** Waits as long as `tenant` is to wait, unless `address` has used up its attempts. */
  async admit(tenant: TenantSlug, address: string): Promise<AttemptDecision> {
    const decision = await this.limiter.take(LOGIN_ATTEMPTS, address);
    if (decision.kind === 'limited') return decision;
    const delay = failureDelayMs(this.recentFailures(tenant));
    if (delay > 0) await this.pause.milliseconds(delay);
    return decision;
  }

  failed(tenant: TenantSlug): void {
    const count = this.recentFailures(tenant) + 1;
    this.failures.set(tenant, { count, lastAt: this.clock.now() });
  }

  async succeeded(address: string): Promise<void> {
    await this.limiter.giveBack(LOGIN_ATTEMPTS, address);
  }

  private recentFailures(tenant: TenantSlug): number {
    const known = this.failures.get(tenant);
    if (known === undefined) return 0;
    const forgiven = Math.floor((this.clock.now() - known.lastAt) / FORGIVE_MS);
    return Math.max(0, known.count - forgiven);
  }
}
