import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram } from 'prom-client';
import { metric } from '../metrics/metric';

/** How environments come into memory, and how sure this process is that they are current. */
@Injectable()
export class SnapshotMetrics {
  private readonly loads = metric(
    'evaluation_snapshot_loads_total',
    (name) =>
      new Counter({
        name,
        help: 'Snapshots read and compiled, by occasion and outcome.',
        labelNames: ['occasion', 'outcome'],
      }),
  );
  private readonly duration = metric(
    'evaluation_snapshot_load_duration_seconds',
    (name) =>
      new Histogram({
        name,
        help: 'Time to read a snapshot.',
        buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
      }),
  );
  private readonly environments = metric(
    'evaluation_environments_loaded',
    (name) => new Gauge({ name, help: 'Environments in memory.' }),
  );
  private readonly age = metric(
    'evaluation_snapshots_unconfirmed_seconds',
    (name) =>
      new Gauge({
        name,
        help: 'Seconds since the record last confirmed that the snapshots in memory are current.',
      }),
  );

  observe(count: () => number): void {
    // prom-client calls `collect` on each scrape.
    Object.assign(this.environments, { collect: () => this.environments.set(count()) });
  }

  observeAge(seconds: () => number): void {
    Object.assign(this.age, { collect: () => this.age.set(seconds()) });
  }

  async timed<T>(occasion: 'load' | 'refresh', work: () => Promise<T>): Promise<T> {
    const stop = this.duration.startTimer();
    try {
      const result = await work();
      this.loads.inc({ occasion, outcome: 'success' });
      return result;
    } catch (error) {
      this.loads.inc({ occasion, outcome: 'failure' });
      throw error;
    } finally {
      stop();
    }
  }
}
