import { Injectable } from '@nestjs/common';
import { ScrapeHooks } from '@app/platform/metrics';
import { Counter, Gauge } from 'prom-client';
import { metric } from '../metrics/metric';

/** What is kept on disk, and whether this process runs on it. */
@Injectable()
export class KeepMetrics {
  private readonly writes = metric(
    'evaluation_kept_writes_total',
    (name) =>
      new Counter({
        name,
        help: 'Files written to SNAPSHOT_DIR, by outcome.',
        labelNames: ['outcome'],
      }),
  );
  private readonly restored = metric(
    'evaluation_runs_on_kept_state',
    (name) =>
      new Gauge({
        name,
        help: '1 while this process runs on what it read from SNAPSHOT_DIR, since no store has answered yet.',
      }),
  );

  constructor(private readonly hooks: ScrapeHooks) {}

  /** @param restored asked whenever metrics are read */
  observe(restored: () => boolean): void {
    this.hooks.add(() => this.restored.set(restored() ? 1 : 0));
  }

  written(outcome: 'success' | 'failure'): void {
    this.writes.inc({ outcome });
  }
}
