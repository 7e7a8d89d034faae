import { randomUUID } from 'node:crypto';
import { TelemetryReporter } from '@app/openfeature-shared';
import type { EvaluationContext } from '@app/flag-engine';
import { EvaluationCounts } from '../evaluation/evaluation.counts';
import type { Settings } from '../options';
import type { EnvironmentState } from '../state/environment.state';
import { SDK } from '../version';
import { AnswerCounts } from './answer.counts';
import { ContextSample } from './context.sample';
import { FetchTelemetryTransport } from './fetch-telemetry.transport';

/** Counts evaluations and reports them, with the revision that is applied. */
export class UsageReporting extends EvaluationCounts {
  private readonly answers = new AnswerCounts();
  private readonly sample: ContextSample;
  private readonly reporter: TelemetryReporter;

  constructor(settings: Settings, state: EnvironmentState) {
    super();
    const { usageIntervalMs } = settings;
    this.sample = new ContextSample(() => state.snapshot, 3 * usageIntervalMs);
    this.reporter = new TelemetryReporter({
      client: { id: randomUUID(), sdk: SDK },
      applied: () => {
        const { snapshot } = state;
        return snapshot && { epoch: snapshot.epoch, revision: snapshot.revision };
      },
      usage: this.answers,
      contexts: this.sample,
      transport: new FetchTelemetryTransport(settings),
      flushIntervalMs: usageIntervalMs,
    });
  }

  start(): void {
    this.reporter.start();
  }

  /** Tells the service which revision is applied now. */
  acknowledge(): void {
    this.reporter.acknowledge();
  }

  /** Reports for the last time; takes a second at most. */
  async close(): Promise<void> {
    await this.reporter.close();
  }

  override count(flag: string, variant: string | undefined, now: number): void {
    this.answers.count(flag, variant, now);
  }

  override countUnknown(flag: string): void {
    this.answers.countUnknown(flag);
  }

  override offer(context: EvaluationContext, now: number): void {
    this.sample.offer(context, now);
  }
}
