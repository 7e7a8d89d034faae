import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Clock } from '@app/kernel';
import { EvaluationUsage } from '@app/evaluation';
import { AppConfig } from '@app/platform/config';
import { EventBudget } from './event.budget';
import { EventMetrics } from './event.metrics';
import { EventReporter } from './event.reporter';
import type { EventSink } from './event.sink';
import { openOtlpSink } from './otlp-event.sink';
import { type OtlpTarget, otlpTarget } from './otlp-target';

/** Tells an OpenTelemetry collector of evaluations, where one is configured. Without one nothing is loaded, nor asked of an evaluation. */
@Injectable()
export class EvaluationEvents implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('OpenTelemetry');
  private sink: EventSink | undefined;
  private stop: (() => void) | undefined;
  private failing = false;

  constructor(
    private readonly evaluations: EvaluationUsage,
    private readonly metrics: EventMetrics,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const target = otlpTarget(this.config);
    if (target !== undefined) await this.begin(target);
  }

  async onModuleDestroy(): Promise<void> {
    this.stop?.();
    await this.sink?.close();
  }

  private async begin(target: OtlpTarget): Promise<void> {
    const sink = await openOtlpSink(target, (outcome, events) => this.delivered(outcome, events));
    const perSecond = this.config.settings.EVALUATION_EVENTS_PER_SECOND;
    const budget = new EventBudget(perSecond, this.clock.now());
    const reporter = new EventReporter(sink, budget, this.metrics, this.clock);
    this.sink = sink;
    this.stop = this.evaluations.onEvaluation((evaluation) => reporter.report(evaluation));
    const { host } = new URL(target.url);
    this.logger.log(`Evaluations are told to ${host}, at most ${perSecond} a second.`);
  }

  private delivered(outcome: 'sent' | 'failed', events: number): void {
    if (outcome === 'sent') {
      this.metrics.sent(events);
      this.failing = false;
      return;
    }
    this.metrics.lost('delivery', events);
    if (!this.failing) this.logger.warn('The OpenTelemetry collector does not take evaluations');
    this.failing = true;
  }
}
