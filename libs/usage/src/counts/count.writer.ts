import { Injectable, Logger } from '@nestjs/common';
import { IdGenerator } from '@app/kernel';
import type { UsageBatch, UsageCount } from './usage-count';
import type { LossReason } from './usage.metrics';
import { UsageRecorder } from './usage.recorder';
import { UsageStore } from './usage.store';

/** Rows of one batch: a few megabytes on the wire. */
const MOST_ROWS = 10_000;

/**
 * Writes counts to the store, one batch after the other. A batch that does not get through is tried
 * again as it is, and what is counted meanwhile waits in the tally, which is bounded.
 */
@Injectable()
export class CountWriter {
  private readonly logger = new Logger('Usage');
  private batch: UsageBatch | undefined;
  private failing = false;

  constructor(
    private readonly recorder: UsageRecorder,
    private readonly store: UsageStore,
    private readonly ids: IdGenerator,
  ) {}

  /** Writes all that is there. Never throws. */
  async flush(): Promise<void> {
    for (;;) {
      this.batch ??= this.next();
      if (this.batch === undefined || !(await this.write(this.batch))) return;
      this.batch = undefined;
    }
  }

  /** What has not been written by now will not be: it is lost, and said to be. */
  giveUp(): void {
    this.lose([...(this.batch?.counts ?? []), ...this.recorder.tally.take(Infinity)], 'shutdown');
    this.batch = undefined;
  }

  private next(): UsageBatch | undefined {
    const counts = this.recorder.tally.take(MOST_ROWS);
    return counts.length === 0 ? undefined : { id: this.ids.next(), counts };
  }

  private async write(batch: UsageBatch): Promise<boolean> {
    try {
      this.lose(await this.store.add(batch), 'refused');
      if (this.failing) this.logger.log('Usage is written again.');
      this.failing = false;
      return true;
    } catch (error) {
      const warning = 'Usage cannot be written; it waits in memory, and is lost when that is full';
      if (!this.failing) this.logger.warn({ err: error }, warning);
      this.failing = true;
      return false;
    }
  }

  private lose(counts: readonly UsageCount[], reason: LossReason): void {
    for (const lost of counts) {
      this.recorder.lose(lost, lost.count + lost.bulkCount, reason);
    }
  }
}
