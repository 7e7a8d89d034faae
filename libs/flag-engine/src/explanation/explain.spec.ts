import type { EvaluationContext } from '../model/context';
import type { Flag } from '../model/flag';
import type { Segment } from '../model/segment';
import { aFlag, anEnvironment, aRulesFlag } from '../testing/builders';
import { explain } from './explain';
import type { Step } from './explanation';
import { preview } from './preview';

const now = 1_000;
const serve = { variant: 'on' };

function explained(flags: Flag[], context: EvaluationContext, segments: Segment[] = []) {
  return explain(anEnvironment(flags, segments), flags[0]?.key ?? '', context, now);
}

/** Every step, as `kind at matched`, those within others indented. */
function outline(steps: readonly Step[], indent = ''): string[] {
  return steps.flatMap(({ kind, at, matched, steps: inner = [] }) => [
    `${indent}${kind} ${at} ${matched ? 'yes' : 'no'}`,
    ...outline(inner, `${indent}  `),
  ]);
}

/** The step of a place. */
function stepAt(steps: readonly Step[], place: string): Step | undefined {
  for (const step of steps) {
    const found = step.at === place ? step : stepAt(step.steps ?? [], place);
    if (found !== undefined) return found;
  }
  return undefined;
}

describe('an explanation', () => {
  it('tells what was looked at, in order, and nothing that was not reached', () => {
    const flag = aRulesFlag({
      prerequisites: { flag: 'parent' },
      targets: [{ variant: 'on', keys: ['bob'] }],
      rules: [
        {
          id: 'r1',
          when: {
            all: [{ attribute: 'plan', operator: 'equals', values: ['pro'] }, { segment: 's' }],
          },
          serve,
        },
        {
          id: 'r2',
          when: { not: { any: [{ attribute: 'x', operator: 'exists' }] } },
          rollout: { percentage: 100 },
          serve,
        },
        { id: 'r3', serve },
      ],
    });
    const { steps, result } = explained(
      [flag, aFlag({ key: 'parent' })],
      {
        targetingKey: 'alice',
        plan: 'free',
      },
      [{ key: 's' }],
    );
    expect(outline(steps)).toEqual([
      'flag flag yes',
      '  prerequisites /strategy/prerequisites no',
      '    prerequisite /strategy/prerequisites yes',
      '      flag parent yes',
      '  targets /strategy/targets/0 no',
      '  rule /strategy/rules/0 no',
      '    all /strategy/rules/0/when no',
      '      comparison /strategy/rules/0/when/all/0 no',
      '  rule /strategy/rules/1 yes',
      '    not /strategy/rules/1/when yes',
      '      any /strategy/rules/1/when/not no',
      '        comparison /strategy/rules/1/when/not/any/0 no',
      '    rollout /strategy/rules/1/rollout yes',
    ]);
    expect(result).toMatchObject({ variant: 'on', flagMetadata: { rule: 'r2' } });
    expect(stepAt(steps, '/strategy/rules/1')).toMatchObject({
      answer: { variant: 'on', reason: 'SPLIT' },
      configured: { id: 'r2' },
    });
  });

  it('gives the values compared', () => {
    const when = { attribute: 'user.plan', operator: 'in', values: ['pro', 'team'] };
    const { steps } = explained([aRulesFlag({ rules: [{ id: 'r1', when, serve }] })], {
      user: { plan: 'free' },
    });
    expect(stepAt(steps, '/strategy/rules/0/when')).toStrictEqual({
      kind: 'comparison',
      at: '/strategy/rules/0/when',
      matched: false,
      configured: when,
      facts: { value: 'free' },
    });
  });

  it('says no more of a step than there is to say', () => {
    const flag = aRulesFlag({ rules: [{ id: 'r1', when: { all: [] }, serve: { variant: null } }] });
    const { steps } = explained([flag], {});
    expect(stepAt(steps, '/strategy/rules/0/when')).toStrictEqual({
      kind: 'all',
      at: '/strategy/rules/0/when',
      matched: true,
    });
    expect(stepAt(steps, '/strategy/rules/0')?.answer).toStrictEqual({
      reason: 'TARGETING_MATCH',
    });
  });

  it('shows the conditions on a flag and on a segment as they are written', () => {
    const when = { all: [{ flag: 'parent' }, { segment: 's' }] };
    const { steps } = explained(
      [aRulesFlag({ rules: [{ id: 'r1', when, serve }] }), aFlag({ key: 'parent' })],
      {},
      [{ key: 's' }],
    );
    expect(stepAt(steps, '/strategy/rules/0/when/all/0')?.configured).toEqual({ flag: 'parent' });
    expect(stepAt(steps, '/strategy/rules/0/when/all/1')?.configured).toEqual({ segment: 's' });
  });

  it('goes into the segments that a segment uses', () => {
    const flag = aRulesFlag({ rules: [{ id: 'r1', when: { segment: 'outer' }, serve }] });
    const { steps, result } = explained([flag], { targetingKey: 'alice' }, [
      { key: 'outer', when: { segment: 'inner' } },
      { key: 'inner', include: ['alice'] },
    ]);
    expect(result).toMatchObject({ variant: 'on' });
    expect(outline(steps).map((line) => line.trim())).toContain('membership inner yes');
  });

  it('gives unit, bucket and threshold of a rollout, fixed or progressive, and of a split', () => {
    const progressive = {
      from: 0,
      to: 50,
      startAt: '1969-12-31T23:00:00Z',
      endAt: '1970-01-01T01:00:00Z',
    };
    const flag = aRulesFlag(
      {
        rules: [
          { id: 'r1', rollout: { percentage: 20.5 }, serve },
          { id: 'r2', rollout: { percentage: progressive }, serve },
        ],
        fallthrough: { split: [{ variant: 'off', weight: 100 }] },
      },
      { key: 'checkout-redesign' },
    );
    const { steps } = explained([flag], { targetingKey: 'alice' });
    const facts = { unit: 'alice', bucket: 40966 };
    expect(stepAt(steps, '/strategy/rules/0/rollout')).toStrictEqual({
      kind: 'rollout',
      at: '/strategy/rules/0/rollout',
      matched: false,
      facts: { ...facts, threshold: 20_500 },
    });
    expect(stepAt(steps, '/strategy/rules/1/rollout')?.facts).toEqual({
      ...facts,
      threshold: 25_000,
    });
    expect(stepAt(steps, '/strategy/fallthrough')?.steps?.[0]?.facts).toMatchObject({
      unit: 'alice',
    });
    const percentage = aFlag({
      key: 'checkout-redesign',
      strategy: { type: 'percentage', percentage: 50 },
    });
    expect(stepAt(explained([percentage], { userId: 'alice' }).steps, '/strategy')).toMatchObject({
      matched: true,
      answer: { variant: 'on', reason: 'SPLIT' },
      facts: { ...facts, threshold: 50_000 },
    });
  });

  it('gives neither bucket nor threshold of a rollout without its unit', () => {
    const flag = aRulesFlag({ rules: [{ id: 'r1', rollout: { percentage: 20 }, serve }] });
    expect(stepAt(explained([flag], {}).steps, '/strategy/rules/0/rollout')).toStrictEqual({
      kind: 'rollout',
      at: '/strategy/rules/0/rollout',
      matched: false,
      note: 'The context has no unit: "targetingKey" is missing, a list or an object.',
    });
  });

  it.each([
    [
      { attribute: 'a', operator: 'startsWith', values: ['x'] },
      { a: 5 },
      '"startsWith" cannot read this number.',
    ],
    [
      { attribute: 'a', operator: 'lessThan', values: [1] },
      { a: { b: 1 } },
      '"lessThan" cannot read an object.',
    ],
    [
      { attribute: 'a', operator: 'before', values: [5] },
      { a: 'soon' },
      '"before" cannot read this string.',
    ],
    [
      { attribute: 'a', operator: 'betweenDates', values: [5, 6] },
      { a: true },
      '"betweenDates" cannot read this boolean.',
    ],
    [
      { attribute: 'a', operator: 'modulo', divisor: 10, remainder: 3 },
      { a: 'x' },
      '"modulo" cannot read this string.',
    ],
    [
      { attribute: 'a', operator: 'semverSatisfies', values: ['>=1'] },
      { a: 'one' },
      '"semverSatisfies" cannot read this string.',
    ],
    // Written in full it is longer than any version may be.
    [
      { attribute: 'a', operator: 'semverSatisfies', values: ['>=1'] },
      { a: `1-${'a'.repeat(254)}` },
      '"semverSatisfies" cannot read this string.',
    ],
    [{ attribute: 'a', operator: 'equals', values: ['x'] }, {}, 'The context has no "a".'],
    [{ attribute: 'a', operator: 'equals', values: ['x'] }, { a: null }, 'The context has no "a".'],
    [{ attribute: 'a', operator: 'equals', values: ['x'] }, { a: 'y' }, undefined],
    [{ attribute: 'a', operator: 'startsWith', values: ['x'] }, { a: [5] }, undefined],
    [{ operator: 'inPercentage', percentage: 5 }, { targetingKey: 'alice' }, undefined],
    [
      { operator: 'inPercentage', percentage: 5 },
      {},
      'The context has no unit: "targetingKey" is missing, a list or an object.',
    ],
    [
      { operator: 'inPercentage', percentage: 5, by: ['a', 'b'] },
      { b: {} },
      'The context has no unit: "a" or "b" is missing, a list or an object.',
    ],
    [
      { flag: 'nope' },
      {},
      'The flag "nope" is missing or in error, so the prerequisites have failed.',
    ],
  ])('of %j for %j notes: %s', (when, context, note) => {
    const { steps } = explained([aRulesFlag({ rules: [{ id: 'r1', when, serve }] })], context);
    expect(stepAt(steps, '/strategy/rules/0/when')?.note).toBe(note);
  });

  it('says that a rule is not active', () => {
    const flag = aRulesFlag({
      rules: [
        { id: 'r1', from: '1970-01-01T00:00:02Z', serve },
        { id: 'r2', until: '1970-01-01T00:00:01Z', serve },
      ],
    });
    const { steps } = explained([flag], {});
    expect(stepAt(steps, '/strategy/rules/0')?.note).toBe('The rule is not active yet.');
    expect(stepAt(steps, '/strategy/rules/1')?.note).toBe('The rule is no longer active.');
  });

  it('has no note on a rule from the moment on that it is active', () => {
    const times = { from: '1970-01-01T00:00:01Z', until: '1970-01-01T00:00:01.001Z' };
    const { steps } = explained([aRulesFlag({ rules: [{ id: 'r1', ...times, serve }] })], {});
    expect(stepAt(steps, '/strategy/rules/0')).toMatchObject({ matched: true, configured: times });
    expect(stepAt(steps, '/strategy/rules/0')?.note).toBeUndefined();
  });

  it('of the time of evaluation shows the time', () => {
    const when = { attribute: '$now', operator: 'after', values: [5] };
    const { steps } = explained([aRulesFlag({ rules: [{ id: 'r1', when, serve }] })], {});
    expect(stepAt(steps, '/strategy/rules/0/when')?.facts).toEqual({ value: now });
  });

  it('tells a flag or segment that is asked twice once', () => {
    const rules = ['r1', 'r2'].map((id) => ({
      id,
      when: { all: [{ flag: 'parent' }, { segment: 's' }, { attribute: 'x', operator: 'exists' }] },
      serve,
    }));
    const { steps } = explained(
      [aRulesFlag({ rules }), aFlag({ key: 'parent' })],
      { targetingKey: 'alice' },
      [{ key: 's', include: ['alice'] }],
    );
    expect(outline(steps).filter((line) => /flag parent|membership s/.test(line))).toHaveLength(2);
    expect(outline(stepAt(steps, '/strategy/rules/1')?.steps ?? [])).toEqual([
      'all /strategy/rules/1/when no',
      '  prerequisite /strategy/rules/1/when/all/0 yes',
      '  segment /strategy/rules/1/when/all/1 yes',
      '  comparison /strategy/rules/1/when/all/2 no',
    ]);
    expect(stepAt(steps, '/strategy/rules/1/when/all/1')?.facts).toBeUndefined();
  });

  it('does not tell what is read again to find out which flag made prerequisites fail', () => {
    const prerequisites = { all: [{ any: [{ flag: 'parent' }] }] };
    const { steps, result } = explained(
      [aRulesFlag({ prerequisites }), aFlag({ key: 'parent', enabled: false })],
      {},
    );
    expect(result.flagMetadata.prerequisite).toBe('parent');
    expect(outline(steps)).toHaveLength(6);
  });

  it('of a flag that is not there, or that is broken, has the error', () => {
    expect(explained([], {})).toMatchObject({ result: { errorCode: 'FLAG_NOT_FOUND' }, steps: [] });
    const broken = aFlag({ strategy: { type: 'boolean', variant: 'x' } });
    expect(explained([broken], {})).toMatchObject({
      result: { errorCode: 'PARSE_ERROR' },
      steps: [],
    });
  });

  it('of a flag whose segment is not there has the error', () => {
    const flag = aRulesFlag({ rules: [{ id: 'r1', when: { segment: 'nope' }, serve }] });
    expect(explained([flag], {})).toMatchObject({ result: { errorCode: 'PARSE_ERROR' } });
  });

  it('goes through a long chain of prerequisites', () => {
    const chain = Array.from({ length: 3_000 }, (_, index) =>
      aRulesFlag(
        { prerequisites: { flag: `f${index + 1}` }, fallthrough: serve },
        { key: `f${index}` },
      ),
    );
    const { result, steps } = explained([...chain, aFlag({ key: 'f3000' })], {});
    expect(result).toMatchObject({ variant: 'on' });
    expect(steps).toHaveLength(3_001);
  });
});

describe('a preview', () => {
  it('cuts what is long, deep or endless', () => {
    const endless: Record<string, unknown> = {};
    endless['self'] = endless;
    const endlessList: unknown[] = [];
    endlessList.push(endlessList);
    expect(preview('x'.repeat(200))).toBe('x'.repeat(200));
    expect(preview(Array(20).fill(1))).toEqual(Array(20).fill(1));
    expect(preview(endlessList)).toEqual([[[['…']]]]);
    expect(preview('x'.repeat(300))).toBe(`${'x'.repeat(200)}… (300)`);
    expect(preview(Array(30).fill(1))).toEqual([...Array(20).fill(1), '… (30)']);
    expect(Object.keys(preview(Object.fromEntries(Array(30).entries())) as object)).toHaveLength(
      21,
    );
    expect(preview(endless)).toEqual({ self: { self: { self: { self: '…' } } } });
    expect(preview([NaN, 5n, undefined, null, true, Symbol('x')])).toEqual([
      'NaN',
      '(bigint)',
      undefined,
      null,
      true,
      '(symbol)',
    ]);
  });
});
