import type { Clock } from '@app/kernel';
import type { NotedEvaluation } from '@app/evaluation';
import type { EventBudget } from './event.budget';
import type { EventMetrics } from './event.metrics';
import type { EventSink } from './event.sink';
import { evaluationEvent } from './evaluation-event';

/** Makes events of evaluations, as far as the budget goes, and counts those that it makes none of. */
export class EventReporter {
  constructor(
    private readonly sink: EventSink,
    private readonly budget: EventBudget,
    private readonly metrics: EventMetrics,
    private readonly clock: Clock,
  ) {}

  /** On the way of an evaluation: quick, and never throws. */
  report(evaluation: NotedEvaluation): void {
    const now = this.clock.now();
    if (!this.budget.take(now)) this.metrics.lost('budget', 1);
    else if (!this.sink.emit(evaluationEvent(evaluation, now))) this.metrics.lost('queue', 1);
  }
}
