import { Injectable, Logger } from '@nestjs/common';

/** Work to be done just before metrics are read: gauges whose value must be asked for. */
@Injectable()
export class ScrapeHooks {
  private readonly logger = new Logger('Metrics');
  private readonly hooks: (() => void | Promise<void>)[] = [];

  /** @param refresh sets gauges; one that fails leaves them as they are and holds nobody up */
  add(refresh: () => void | Promise<void>): void {
    this.hooks.push(refresh);
  }

  /** Runs all of them at once. */
  async run(): Promise<void> {
    const outcomes = await Promise.allSettled(this.hooks.map(async (refresh) => refresh()));
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected')
        this.logger.warn({ err: outcome.reason as unknown }, 'A gauge was not refreshed.');
    }
  }
}
