import { ScheduleTimers } from './schedule-timers';

const MONTH_MS = 31 * 86_400_000;

describe('moments to wait for', () => {
  const due = jest.fn();
  let timers: ScheduleTimers;
  beforeEach(() => {
    jest.useFakeTimers();
    due.mockClear();
    timers = new ScheduleTimers(due);
  });
  afterEach(() => jest.useRealTimers());

  it('are told when they have come, not before', () => {
    timers.set('a', { now: 1_000, at: 3_000 });
    jest.advanceTimersByTime(2_000);
    expect(due).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(due).toHaveBeenCalledWith('a');
  });

  it('may be further away than a timer can wait', () => {
    timers.set('a', { now: 0, at: 2 * MONTH_MS });
    jest.advanceTimersByTime(2 * MONTH_MS - 1);
    expect(due).not.toHaveBeenCalled();
    jest.advanceTimersByTime(10);
    expect(due).toHaveBeenCalledTimes(1);
  });

  it('are replaced by another one, and never come when there is none', () => {
    timers.set('a', { now: 0, at: 1_000 });
    timers.set('a', { now: 0, at: 5_000 });
    timers.set('b', { now: 0, at: Number.POSITIVE_INFINITY });
    timers.set('c', { now: 0, at: 1_000 });
    timers.stop('c');
    jest.advanceTimersByTime(4_000);
    expect(due).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1_001);
    expect(due).toHaveBeenCalledTimes(1);
  });
});
