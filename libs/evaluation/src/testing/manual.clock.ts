import { Clock } from '@app/kernel';

/** A clock that stands still until it is told to move. */
export class ManualClock extends Clock {
  constructor(private time = Date.parse('2026-11-25T09:30:00.000Z')) {
    super();
  }

  override now(): number {
    return this.time;
  }

  /** Lets `milliseconds` pass. */
  advance(milliseconds: number): void {
    this.time += milliseconds;
  }
}
