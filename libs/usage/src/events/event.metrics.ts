import { Injectable } from '@nestjs/common';
import { ScrapeHooks } from '@app/platform/metrics';
import { InjectMetric, makeCounterProvider } from '@willsoto/nestjs-prometheus';
import { Counter } from 'prom-client';

const SENT = 'evaluation_events_sent_total';
const LOST = 'evaluation_events_lost_total';

/** Why an evaluation was not told: more than may be told in a second, too many that wait, or a collector that did not take it. */
const EVENT_LOSS_REASONS = ['budget', 'queue', 'delivery'] as const;
export type EventLossReason = (typeof EVENT_LOSS_REASONS)[number];

/** For the module of this room. */
export const EVENT_METRICS = [
  makeCounterProvider({ name: SENT, help: 'Evaluations told to the OpenTelemetry collector.' }),
  makeCounterProvider({
    name: LOST,
    help: 'Evaluations that were not told to the OpenTelemetry collector, by reason.',
    labelNames: ['reason'],
  }),
];

/** What is counted of events. Losses may be one per evaluation: plain numbers, which reach the metric when that is read. */
@Injectable()
export class EventMetrics {
  private readonly losses: Record<EventLossReason, number> = { budget: 0, queue: 0, delivery: 0 };

  constructor(
    @InjectMetric(SENT) private readonly sentEvents: Counter,
    @InjectMetric(LOST) private readonly lostEvents: Counter,
    hooks: ScrapeHooks,
  ) {
    hooks.add(() => this.publish());
  }

  sent(events: number): void {
    this.sentEvents.inc(events);
  }

  lost(reason: EventLossReason, events: number): void {
    this.losses[reason] += events;
  }

  private publish(): void {
    for (const reason of EVENT_LOSS_REASONS) {
      this.lostEvents.inc({ reason }, this.losses[reason]);
      this.losses[reason] = 0;
    }
  }
}
