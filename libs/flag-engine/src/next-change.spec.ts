import { compile } from './compile/compile';
import { recompile } from './delta/recompile';
import { nextChangeAt } from './next-change';
import { aFlag, aFlagWhen, anEnvironment, aRulesFlag } from './testing/builders';

const at = (second: number) => new Date(second * 1000).toISOString();
const serve = { variant: 'on' };
const MINUTE = 60_000;

describe('nextChangeAt', () => {
  it('is never where time decides nothing', () => {
    expect(nextChangeAt(anEnvironment([aFlag()]), 0)).toBeUndefined();
    for (const when of [
      { attribute: 'plan', operator: 'in', values: ['$now'] },
      { attribute: 'plan', operator: 'exists' },
      { attribute: 'born', operator: 'before', values: [1000] },
    ]) {
      const compiled = anEnvironment(
        [aFlagWhen({ all: [{ segment: 's' }, when] })],
        [{ key: 's' }],
      );
      expect(nextChangeAt(compiled, 0)).toBeUndefined();
    }
  });

  it('in a later revision is of the flags that are there, as they are now', () => {
    const beginning = (key: string, second: number) =>
      aRulesFlag({ rules: [{ id: 'r1', from: at(second), serve }] }, { key });
    const first = compile({
      flags: [beginning('kept', 40), beginning('gone', 10), beginning('moved', 20)],
      segments: [],
    });
    const next = recompile(first, {
      flags: [beginning('kept', 40), beginning('moved', 50), aFlag()],
      segments: [],
    });
    expect(nextChangeAt(first, 0)).toBe(10_000);
    expect([0, 40_000, 50_000].map((now) => nextChangeAt(next, now))).toEqual([
      40_000,
      50_000,
      undefined,
    ]);
  });

  it('is the next beginning or end of a rule', () => {
    const compiled = anEnvironment([
      aRulesFlag({ rules: [{ id: 'r1', from: at(10), until: at(20), serve }] }),
      aRulesFlag({ rules: [{ id: 'r1', from: at(15), serve }] }, { key: 'other' }),
    ]);
    expect([0, 10_000, 15_000, 20_000].map((now) => nextChangeAt(compiled, now))).toEqual([
      10_000,
      15_000,
      20_000,
      undefined,
    ]);
    expect(nextChangeAt(compiled, 10_000, { flag: 'flag' })).toBe(20_000);
    expect(nextChangeAt(compiled, 0, { flag: 'nope' })).toBeUndefined();
  });

  it('is the next step of a progressive rollout that admits anybody new', () => {
    const percentage = (more: object) => ({
      from: 0,
      to: 1,
      startAt: at(0),
      endAt: at(600_000),
      ...more,
    });
    const next = (more: object, now: number) =>
      nextChangeAt(
        anEnvironment([
          aRulesFlag({ rules: [{ id: 'r1', rollout: { percentage: percentage(more) }, serve }] }),
        ]),
        now,
      );
    expect(next({ steps: 10 }, 0)).toBe(1000 * MINUTE);
    expect(next({ steps: 10 }, 1000 * MINUTE + 5)).toBe(2000 * MINUTE);
    // A thousandth of a percent takes ten minutes; it is rounded, so the first one comes after five.
    expect(next({}, 0)).toBe(5 * MINUTE);
    expect(next({}, 5 * MINUTE)).toBe(15 * MINUTE);
    expect(next({}, -100 * MINUTE)).toBe(5 * MINUTE);
    expect(next({}, 10_000 * MINUTE)).toBeUndefined();
    expect(next({ to: 0 }, 0)).toBeUndefined();
  });

  it('is the moment that the time of evaluation is compared with, or just after', () => {
    const compiled = anEnvironment([
      aFlagWhen({ attribute: '$now', operator: 'betweenDates', values: [1000, 2000] }),
    ]);
    expect([0, 1000, 1001, 2000, 2001].map((now) => nextChangeAt(compiled, now))).toEqual([
      1000,
      1001,
      2000,
      2001,
      undefined,
    ]);
  });

  it('of an attribute compared with $now is known for a context only', () => {
    const compiled = anEnvironment([
      aFlagWhen({ attribute: 'ends', operator: 'before', values: ['$now'] }),
    ]);
    expect(nextChangeAt(compiled, 5)).toBe(6);
    expect(nextChangeAt(compiled, 5, { context: { ends: 90 } })).toBe(90);
    expect(nextChangeAt(compiled, 90, { context: { ends: [10, 90] } })).toBe(91);
    expect(nextChangeAt(compiled, 5, { context: { ends: ['soon', 90] } })).toBe(90);
    expect(nextChangeAt(compiled, 91, { context: { ends: 90 } })).toBeUndefined();
    expect(nextChangeAt(compiled, 5, { context: {} })).toBeUndefined();
  });

  it('reaches through flags and segments that are asked', () => {
    const compiled = anEnvironment(
      [
        aFlagWhen({ all: [{ flag: 'parent' }, { segment: 's' }] }),
        aRulesFlag({ rules: [{ id: 'r1', from: at(7), serve }] }, { key: 'parent' }),
      ],
      [
        { key: 's', when: { segment: 't' } },
        { key: 't', when: { attribute: '$now', operator: 'after', values: [at(5)] } },
      ],
    );
    expect(nextChangeAt(compiled, 0, { flag: 'flag' })).toBe(5000);
    expect(nextChangeAt(compiled, 5001, { flag: 'flag' })).toBe(7000);
  });

  it('is never for a flag that is disabled', () => {
    const rules = [{ id: 'r1', from: at(10), serve }];
    expect(
      nextChangeAt(anEnvironment([aRulesFlag({ rules }, { enabled: false })]), 0),
    ).toBeUndefined();
  });
});
