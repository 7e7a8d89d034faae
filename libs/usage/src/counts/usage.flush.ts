import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { EvaluationUsage } from '@app/evaluation';
import { AppConfig } from '@app/platform/config';
import { CountWriter } from './count.writer';
import { SightingsWriter } from './sightings.writer';

const SECOND_MS = 1_000;

/** Has usage written at regular intervals, and once more at the end. */
@Injectable()
export class UsageFlush implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<unknown> | undefined;

  constructor(
    private readonly evaluations: EvaluationUsage,
    private readonly counts: CountWriter,
    private readonly sightings: SightingsWriter,
    private readonly config: AppConfig,
  ) {}

  onApplicationBootstrap(): void {
    const everyMs = this.config.settings.USAGE_FLUSH_SECONDS * SECOND_MS;
    this.timer = setInterval(() => void this.flush(), everyMs);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.flushing;
    await this.flush();
    this.counts.giveUp();
    await this.sightings.flush();
  }

  /** Writes what has been counted so far. Joins a flush that is under way; never throws. */
  flush(): Promise<unknown> {
    this.flushing ??= this.writeAll().finally(() => {
      this.flushing = undefined;
    });
    return this.flushing;
  }

  private writeAll(): Promise<unknown> {
    this.evaluations.handOver();
    return Promise.all([this.counts.flush(), this.sightings.flush()]);
  }
}
