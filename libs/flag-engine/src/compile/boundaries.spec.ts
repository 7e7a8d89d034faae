import { bucket } from '../bucketing/bucket';
import { evaluate } from '../evaluate';
import type { Flag } from '../model/flag';
import type { Serve } from '../model/serve';
import { nextChangeAt } from '../next-change';
import { aFlag, aFlagWhen, anEnvironment, answerOf, aRulesFlag } from '../testing/builders';

const serve = { variant: 'on' };
const alice = { targetingKey: 'alice' };
const isOn = (strategy: object, context: object = alice, now = 0) =>
  answerOf(aRulesFlag(strategy), context as never, { now }).variant === 'on';

describe('a threshold is below what it admits', () => {
  const share = bucket('flag', 'alice') / 1000;
  const rollout = (percentage: unknown) => ({
    rules: [{ id: 'r1', rollout: { percentage }, serve }],
  });

  it('for a rollout', () => {
    expect(isOn(rollout(share + 0.001))).toBe(true);
    expect(isOn(rollout(share))).toBe(false);
  });

  it('for a rollout that moves', () => {
    const fixedAt = (to: number) => ({
      from: 0,
      to,
      startAt: '1970-01-01T00:00:00Z',
      endAt: '1970-01-01T01:00:00Z',
    });
    const after = 3_600_000;
    expect(isOn(rollout(fixedAt(share + 0.001)), alice, after)).toBe(true);
    expect(isOn(rollout(fixedAt(share)), alice, after)).toBe(false);
  });

  it('for a rollout that moves, which passes over those without a unit', () => {
    const moving = {
      from: 100,
      to: 100,
      startAt: '2026-01-01T00:00:00Z',
      endAt: '2026-02-01T00:00:00Z',
    };
    expect(answerOf(aRulesFlag(rollout(moving) as never), {})).toMatchObject({
      variant: 'off',
      reason: 'DEFAULT',
    });
  });

  it('for a rollout that moves in steps, from its own beginning on', () => {
    const moving = {
      from: 0,
      to: 100,
      startAt: '2026-01-01T00:00:00Z',
      endAt: '2026-01-01T10:00:00Z',
      steps: 2,
    };
    // alice is let in at one of the two steps, at none before it and at no other hour.
    const step = share < 50 ? 5 : 10;
    const on = [0, 4, 5, 9, 10].filter((hour) =>
      isOn(rollout(moving), alice, Date.UTC(2026, 0, 1, hour)),
    );
    expect(on).toEqual([0, 4, 5, 9, 10].filter((hour) => hour >= step));
  });
});

describe('inPercentage', () => {
  const when = (more: object) => aFlagWhen({ operator: 'inPercentage', percentage: 100, ...more });

  it('reads the unit that "by" or else "attribute" names', () => {
    for (const more of [{ by: 'team' }, { attribute: 'team' }, { by: ['none', 'team'] }]) {
      expect(answerOf(when(more), { team: 'x' }).variant).toBe('on');
      expect(answerOf(when(more), alice).variant).toBe('off');
    }
    expect(answerOf(when({}), alice).variant).toBe('on');
  });
});

describe('a split in a rule', () => {
  it('names its rule, by weights and by ranges', () => {
    for (const split of [
      { split: [{ variant: 'on', weight: 100 }] },
      { ranges: [{ variant: 'on', from: 0, to: 100_000 }] },
    ]) {
      const rules = [{ id: 'r7', serve: split }];
      expect(answerOf(aRulesFlag({ rules }), alice)).toMatchObject({
        variant: 'on',
        reason: 'SPLIT',
        flagMetadata: { version: 1, rule: 'r7' },
      });
    }
  });

  it('may have ranges that touch, and one that is empty, in whatever order', () => {
    const ranges = [
      { variant: 'on', from: 50, to: 50 },
      { variant: 'off', from: 50, to: 100_000 },
      { variant: 'on', from: 0, to: 50 },
    ];
    for (const list of [ranges, [...ranges].reverse()]) {
      expect(answerOf(aRulesFlag({ fallthrough: { ranges: list } }), alice)).toMatchObject({
        reason: 'SPLIT',
      });
    }
  });
});

describe('a rule without an id', () => {
  it.each<[string, Serve]>([
    ['a variant', serve],
    ['a split', { split: [{ variant: 'on', weight: 100 }] }],
  ])('serves %s without naming itself', (_, served) => {
    const flag: Flag = { ...aFlag(), strategy: { type: 'rules', rules: [{ serve: served }] } };
    expect(answerOf(flag, alice)).toStrictEqual({
      value: true,
      variant: 'on',
      reason: 'variant' in served ? 'TARGETING_MATCH' : 'SPLIT',
      flagMetadata: { version: 1 },
    });
  });
});

describe('a period', () => {
  it('that has no length is refused', () => {
    const moment = '2026-01-01T00:00:00Z';
    const rules = [{ id: 'r1', from: moment, until: moment, serve }];
    expect(answerOf(aRulesFlag({ rules })).errorCode).toBe('PARSE_ERROR');
  });
});

describe('a flag that always answers the same', () => {
  it('has its answer ready, and one that depends on anything has not', () => {
    const constantOf = (flag: ReturnType<typeof aFlag>) => {
      const compiled = anEnvironment([flag]);
      evaluate(compiled, 'flag', alice, 0);
      return compiled.flags.get('flag')?.constant;
    };
    expect(constantOf(aFlag())).toMatchObject({ variant: 'on' });
    expect(constantOf(aRulesFlag({}))).toMatchObject({ reason: 'STATIC' });
    expect(constantOf(aFlag({ enabled: false }))).toMatchObject({ reason: 'DISABLED' });
    expect(constantOf(aRulesFlag({ rules: [{ id: 'r1', serve }] }))).toBeUndefined();
    expect(
      constantOf(aRulesFlag({ fallthrough: { split: [{ variant: 'on', weight: 100 }] } })),
    ).toBeUndefined();
    expect(constantOf(aFlag({ strategy: { type: 'targeting' } }))).toBeUndefined();
    expect(constantOf(aFlag({ strategy: { type: 'percentage', percentage: 50 } }))).toBeUndefined();
  });
});

describe('a broken segment', () => {
  it('breaks who asks it, and time changes nothing about that', () => {
    const compiled = anEnvironment(
      [aFlagWhen({ segment: 's' })],
      [{ key: 's', when: { segment: 's' } }],
    );
    expect(compiled.segments.get('s')).toMatchObject({ needs: [], timetables: [], weight: 1 });
    expect(nextChangeAt(compiled, 0)).toBeUndefined();
  });
});
