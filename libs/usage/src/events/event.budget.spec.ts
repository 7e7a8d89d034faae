import { EventBudget } from './event.budget';

const NOON = Date.parse('2026-11-25T12:00:00Z');

describe('a budget of events', () => {
  const taken = (budget: EventBudget, now: number, times = 1_000): number =>
    Array.from({ length: times }, () => budget.take(now)).filter(Boolean).length;

  it('allows a second’s worth at once and no more', () => {
    expect(taken(new EventBudget(10, NOON), NOON)).toBe(10);
  });

  it('comes back evenly', () => {
    const budget = new EventBudget(10, NOON);
    taken(budget, NOON);
    expect(taken(budget, NOON + 99)).toBe(0);
    expect(taken(budget, NOON + 100)).toBe(1);
    expect(taken(budget, NOON + 600)).toBe(5);
  });

  it('saves up no more than a second’s worth', () => {
    const budget = new EventBudget(10, NOON);
    taken(budget, NOON);
    expect(taken(budget, NOON + 60_000)).toBe(10);
  });

  it('allows as many as were promised, at whatever moments they are asked for', () => {
    const budget = new EventBudget(3, NOON);
    let allowed = 0;
    for (let ms = 0; ms <= 10_000; ms += 7) allowed += taken(budget, NOON + ms, 1);
    expect(allowed).toBeGreaterThanOrEqual(32);
    expect(allowed).toBeLessThanOrEqual(33);
  });

  it('gives nothing for a clock that is set back, and goes on from there', () => {
    const budget = new EventBudget(10, NOON);
    taken(budget, NOON);
    expect(taken(budget, NOON - 60_000)).toBe(0);
    expect(taken(budget, NOON - 59_000)).toBe(10);
  });
});
