import type { HealthContributor, HealthStatus } from './health.contributor';

/** Longest that one check may take; a part that needs longer is down for its users, too. */
export const CHECK_TIMEOUT_MS = 500;
/** How long an answer stands, so that no number of probes can put load on a store. */
export const CHECK_CACHE_MS = 1_000;

const TOO_SLOW: HealthStatus = { status: 'down', detail: `no answer in ${CHECK_TIMEOUT_MS} ms` };
const FAILED: HealthStatus = { status: 'down', detail: 'the check failed' };

/** One contributor behind a timeout and a cache that concurrent probes share. */
export class CachedCheck {
  private latest: Promise<HealthStatus> | undefined;
  private running: Promise<HealthStatus> | undefined;
  private askedAt = 0;

  constructor(
    readonly contributor: HealthContributor,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  async status(): Promise<HealthStatus> {
    const now = this.nowMs();
    if (this.latest === undefined || now - this.askedAt >= CHECK_CACHE_MS) {
      this.askedAt = now;
      this.latest = this.ask();
    }
    return this.latest;
  }

  private async ask(): Promise<HealthStatus> {
    let timer: NodeJS.Timeout | undefined;
    const tooSlow = new Promise<HealthStatus>((resolve) => {
      timer = setTimeout(() => resolve(TOO_SLOW), CHECK_TIMEOUT_MS);
    });
    // One that hangs is waited for, not joined by a second: probes must not fill a pool.
    this.running ??= this.answer();
    const status = await Promise.race([this.running, tooSlow]);
    clearTimeout(timer);
    return status;
  }

  private async answer(): Promise<HealthStatus> {
    try {
      return await this.contributor.check();
    } catch {
      return FAILED; // Its words may hold addresses or worse; the part's own log has them.
    } finally {
      this.running = undefined;
    }
  }
}
