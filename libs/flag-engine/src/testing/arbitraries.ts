import fc from 'fast-check';
import type { Comparison, Condition } from '../model/condition';
import type { EvaluationContext } from '../model/context';
import type { Flag } from '../model/flag';
import type { Segment } from '../model/segment';
import type { SnapshotDelta } from '../model/snapshot-delta';
import type { Rule, RulesStrategy } from '../model/strategy';
import { aFlag } from './builders';

/** Keys of the flags and segments that random environments hold; the last of each is never there. */
const FLAGS = ['a', 'b', 'c', 'd'] as const;
const SEGMENTS = ['s', 't', 'u'] as const;

const attribute = fc.constantFrom(
  'plan',
  'age',
  'device.os',
  'targetingKey',
  'tags',
  'seen',
  'version',
);
const text = fc.constantFrom('pro', 'Pro', 'free', '1.2.3', '2.0.0', '7', 'android', '');
const number = fc.constantFrom(0, 1, 7, 7.5, 100, -3);
const moment = fc.constantFrom('2026-01-01T00:00:00Z', 1_700_000_000_000, '$now');

function comparing(
  operators: readonly string[],
  value: fc.Arbitrary<string | number | boolean>,
): fc.Arbitrary<Comparison> {
  return fc.record({
    attribute,
    operator: fc.constantFrom(...operators),
    values: fc.array(value, { minLength: 1, maxLength: 4 }),
    ignoreCase: fc.boolean(),
  });
}

const comparison: fc.Arbitrary<Comparison> = fc.oneof(
  comparing(['equals', 'notEquals', 'in', 'notIn'], fc.oneof(text, number, fc.boolean())),
  comparing(
    ['startsWith', 'notEndsWith', 'contains', 'matches', 'notContains'],
    fc.constantFrom('p', 'ro', 'a'),
  ),
  comparing(['lessThan', 'greaterThanOrEqual', 'sizeGreaterThan'], number),
  comparing(['before', 'after'], moment),
  comparing(
    ['semverLessThan', 'semverEquals', 'semverSatisfies'],
    fc.constantFrom('1.2.3', '2', '1.0.0'),
  ),
  comparing(['includesAny', 'includesAll', 'includesNone'], text),
  fc.record({
    attribute,
    operator: fc.constantFrom('exists', 'notExists', 'isEmpty', 'isNotEmpty'),
  }),
  fc.record({ operator: fc.constant('inPercentage'), percentage: fc.constantFrom(0, 30, 100) }),
);

/** A condition; `others` are conditions that only some owners may have. */
function conditions(others: readonly fc.Arbitrary<Condition>[]): fc.Arbitrary<Condition> {
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      comparison,
      ...others,
      fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
      fc.record({ not: tie('condition') }),
    ),
  }));
  return condition;
}

const inSegment = fc.record({ segment: fc.constantFrom('s', 't') });
const askingFlag = fc.oneof(
  fc.record({ flag: fc.constantFrom(...FLAGS) }),
  fc.record({ flag: fc.constantFrom(...FLAGS), variants: fc.constant(['on']) }),
);

const split = fc.constantFrom(
  {
    split: [
      { variant: 'on', weight: 33.333 },
      { variant: 'off', weight: 66.667 },
    ],
  },
  { ranges: [{ variant: 'on', from: 10_000, to: 60_000 }], by: 'plan' },
);
const serve = fc.oneof(
  fc.constantFrom({ variant: 'on' }, { variant: 'off' }, { variant: null }),
  split,
);
const progression = {
  from: 0,
  to: 100,
  startAt: '2026-01-01T00:00:00Z',
  endAt: '2026-02-01T00:00:00Z',
};

const rule: fc.Arbitrary<Omit<Rule, 'id'>> = fc.record(
  {
    when: conditions([inSegment, askingFlag]),
    rollout: fc.record({ percentage: fc.constantFrom(0, 25, 100, progression) }),
    from: fc.constantFrom('2026-01-01T00:00:00Z', '2025-01-01T00:00:00Z'),
    serve,
  },
  { requiredKeys: ['serve'] },
);

const rules: fc.Arbitrary<RulesStrategy> = fc.record(
  {
    type: fc.constant('rules' as const),
    prerequisites: fc.oneof(askingFlag, conditions([inSegment, askingFlag])),
    targets: fc.constantFrom([], [{ variant: 'on', keys: ['alice'] }]),
    rules: fc
      .array(rule, { maxLength: 3 })
      .map((all) => all.map((each, index) => ({ ...each, id: `r${index}` }))),
    fallthrough: serve,
  },
  { requiredKeys: ['type', 'rules'] },
);

const strategy = fc.oneof(
  fc.constant({ type: 'boolean' as const }),
  fc.record({ type: fc.constant('percentage' as const), percentage: fc.constantFrom(0, 50, 100) }),
  fc.constant({ type: 'targeting' as const, allow: ['alice'], deny: ['bob'] }),
  { arbitrary: rules, weight: 4 },
);

const offVariant = fc.constantFrom('off', null);
/** Most flags are on: a flag that is off answers without its strategy, and so do those that ask it. */
const enabled = fc.oneof(
  { arbitrary: fc.constant(true), weight: 4 },
  { arbitrary: fc.constant(false), weight: 1 },
);

/** An environment of up to three flags, some of them off, that ask each other and up to two segments; cycles and missing parts occur. */
export const anyEnvironment: fc.Arbitrary<{ flags: Flag[]; segments: Segment[] }> = fc.record({
  flags: fc
    .tuple(
      ...FLAGS.slice(0, 3).map((key) =>
        fc.record({ key: fc.constant(key), strategy, offVariant, enabled }),
      ),
    )
    .map((all) => all.map((each) => aFlag(each))),
  segments: fc
    .tuple(
      conditions([fc.record({ segment: fc.constantFrom(...SEGMENTS.slice(1)) })]),
      conditions([]),
    )
    .map(([s, t]) => [
      { key: 's', include: ['alice'], when: s },
      { key: 't', exclude: ['bob'], when: t },
    ]),
});

/** What may become of such an environment from one revision to the next, of which it says nothing yet. */
export const anyDelta: fc.Arbitrary<Omit<SnapshotDelta, 'since' | 'revision'>> = fc
  .record({
    environment: anyEnvironment,
    flags: fc.subarray([0, 1, 2]),
    segments: fc.subarray([0, 1]),
    deletedFlags: fc.subarray(['a', 'b', 'c']),
    deletedSegments: fc.subarray(['s', 't']),
  })
  .map(({ environment, flags, segments, ...deleted }) => ({
    schema: 1,
    tenant: 'zebra',
    environment: 'dev',
    epoch: 'e1',
    flags: environment.flags.filter((_, index) => flags.includes(index)),
    segments: environment.segments
      .filter((_, index) => segments.includes(index))
      .map(({ include = [], exclude = [], ...segment }) => ({
        ...segment,
        anew: true,
        include: { add: include, remove: [] },
        exclude: { add: exclude, remove: [] },
      })),
    ...deleted,
  }));

/** A context as applications send them. */
export const anyContext: fc.Arbitrary<EvaluationContext> = fc.record(
  {
    targetingKey: fc.constantFrom('alice', 'bob', 'carol', 7),
    plan: fc.oneof(text, fc.array(text, { maxLength: 3 }), fc.constant(null)),
    age: fc.oneof(number, text),
    device: fc.record({ os: text }),
    tags: fc.array(text, { maxLength: 3 }),
    seen: fc.oneof(moment, number),
    version: text,
  },
  { requiredKeys: [] },
);

/** A moment about the time that the rules of random environments name. */
export const anyTime = fc.integer({ min: 1_760_000_000_000, max: 1_775_000_000_000 });
