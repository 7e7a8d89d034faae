import { Clock } from '@app/kernel';

/** Stands still until it is moved. */
export class ManualClock extends Clock {
  private time = Date.parse('2026-11-25T09:30:00.000Z');

  override now(): number {
    return this.time;
  }

  advance(ms: number): void {
    this.time += ms;
  }
}
