import type { EvaluationEvent } from '../events/evaluation-event';
import { EventSink, MOST_WAITING } from '../events/event.sink';

/** Keeps events; hands them over when it is told to, and when it closes. */
export class InMemoryEventSink extends EventSink {
  readonly delivered: EvaluationEvent[] = [];
  private waiting: EvaluationEvent[] = [];

  override emit(event: EvaluationEvent): boolean {
    if (this.waiting.length >= MOST_WAITING) return false;
    this.waiting.push(event);
    return true;
  }

  /** What waits is delivered. */
  deliver(): void {
    this.delivered.push(...this.waiting);
    this.waiting = [];
  }

  override async close(): Promise<void> {
    this.deliver();
  }
}
