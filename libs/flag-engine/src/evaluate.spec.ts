import { bucket } from './bucketing/bucket';
import { withDefaults } from './defaults';
import { evaluate } from './evaluate';
import type { Condition } from './model/condition';
import type { EvaluationContext } from './model/context';
import { aFlag, aFlagWhen, anEnvironment, answerOf, aRulesFlag } from './testing/builders';

const AB = {
  valueType: 'string' as const,
  variants: [
    { name: 'a', value: 'A' },
    { name: 'b', value: 'B' },
    { name: 'off', value: '' },
  ],
};
const on = { value: true, variant: 'on' };
const off = { value: false, variant: 'off' };
const alice = { targetingKey: 'alice' };
const always = { all: [] };
const never = { any: [] };

describe('the simple strategies', () => {
  it('boolean serves everyone, without asking for a unit', () => {
    expect(answerOf(aFlag())).toEqual({ ...on, reason: 'STATIC', flagMetadata: { version: 1 } });
  });

  it('percentage serves those whose bucket is below the threshold, and says SPLIT in or out', () => {
    const flag = (percentage: number) =>
      aFlag({ key: 'checkout-redesign', strategy: { type: 'percentage', percentage } });
    expect(answerOf(flag(40.967), alice)).toMatchObject({ ...on, reason: 'SPLIT' });
    expect(answerOf(flag(40.966), alice)).toMatchObject({ ...off, reason: 'SPLIT' });
    expect(answerOf(flag(0), alice)).toMatchObject(off);
    expect(answerOf(flag(100), alice)).toMatchObject(on);
  });

  it('percentage takes by, seed and hash', () => {
    const flag = aFlag({
      strategy: { type: 'percentage', percentage: 45, by: 'company', seed: 'checkout-redesign' },
    });
    expect(answerOf(flag, { company: 'alice' })).toMatchObject(on);
    expect(answerOf(flag, { company: 'user-42' })).toMatchObject(on);
    expect(answerOf(flag, { company: 'Łukasz-日本' })).toMatchObject(off);
    const unleash = aFlag({ strategy: { type: 'percentage', percentage: 50, hash: 'unleash' } });
    expect(answerOf(unleash, alice).reason).toBe('SPLIT');
  });

  it('percentage without its unit is the error TARGETING_KEY_MISSING, naming the attribute', () => {
    const flag = aFlag({
      strategy: { type: 'percentage', percentage: 50, by: ['company', 'team'] },
    });
    expect(answerOf(flag, alice)).toEqual({
      reason: 'ERROR',
      errorCode: 'TARGETING_KEY_MISSING',
      errorMessage: 'The flag "flag" needs "company" or "team" in the context.',
      flagMetadata: { version: 1 },
    });
  });

  it('targeting: deny wins, then allow, neither means out', () => {
    const flag = aFlag({ strategy: { type: 'targeting', allow: ['a', 'b', '42'], deny: ['b'] } });
    const given = (targetingKey: unknown) => answerOf(flag, { targetingKey });
    expect(given('a')).toMatchObject({ ...on, reason: 'TARGETING_MATCH' });
    expect(given('b')).toMatchObject({ ...off, reason: 'TARGETING_MATCH' });
    expect(given('c')).toMatchObject({ ...off, reason: 'DEFAULT' });
    expect(given(42)).toMatchObject({ ...on, reason: 'TARGETING_MATCH' });
    expect(given(undefined)).toMatchObject({ ...off, reason: 'DEFAULT' });
  });

  it.each([
    ['allow', 'on'],
    ['deny', 'off'],
  ])('targeting may have the list %s alone', (list, variant) => {
    const flag = aFlag({ strategy: { type: 'targeting', [list]: ['a'] } });
    expect(answerOf(flag, { targetingKey: 'a' })).toMatchObject({
      variant,
      reason: 'TARGETING_MATCH',
    });
    expect(answerOf(flag, { targetingKey: 'b' })).toMatchObject({ ...off, reason: 'DEFAULT' });
  });

  it('serve the variant they name, or the first that is not offVariant', () => {
    const strategy = { type: 'boolean' as const };
    expect(answerOf(aFlag({ ...AB, strategy }))).toMatchObject({ variant: 'a' });
    expect(answerOf(aFlag({ ...AB, offVariant: 'a', strategy }))).toMatchObject({ variant: 'b' });
    expect(answerOf(aFlag({ ...AB, strategy: { ...strategy, variant: 'b' } }))).toMatchObject({
      value: 'B',
    });
  });

  it('have no opinion on those who are out where offVariant is null', () => {
    const flag = aFlag({ offVariant: null, strategy: { type: 'percentage', percentage: 0 } });
    expect(answerOf(flag, alice)).toEqual({ reason: 'SPLIT', flagMetadata: { version: 1 } });
  });
});

describe('the order of evaluation', () => {
  it('FLAG_NOT_FOUND comes first', () => {
    expect(evaluate(anEnvironment([]), 'nope', {}, 0)).toMatchObject({
      reason: 'ERROR',
      errorCode: 'FLAG_NOT_FOUND',
    });
  });

  it('PARSE_ERROR comes before DISABLED, and stays with the flag that it is of', () => {
    const broken = aFlag({
      key: 'broken',
      enabled: false,
      strategy: { type: 'boolean', variant: 'x' },
    });
    const environment = anEnvironment([broken, aFlag()]);
    expect(evaluate(environment, 'broken', {}, 0)).toMatchObject({
      errorCode: 'PARSE_ERROR',
      errorMessage: expect.stringContaining('/strategy/variant'),
    });
    expect(evaluate(environment, 'flag', {}, 0)).toMatchObject(on);
  });

  it('a disabled flag serves offVariant, whatever its strategy says', () => {
    expect(answerOf(aFlag({ enabled: false }))).toEqual({
      ...off,
      reason: 'DISABLED',
      flagMetadata: { version: 1 },
    });
    expect(answerOf(aFlag({ enabled: false, offVariant: null }))).toEqual({
      reason: 'DISABLED',
      flagMetadata: { version: 1 },
    });
  });

  it('prerequisites come before targets', () => {
    const flag = aRulesFlag({
      prerequisites: { attribute: 'beta', operator: 'equals', values: [true] },
      targets: [{ variant: 'on', keys: ['alice'] }],
    });
    expect(answerOf(flag, alice)).toEqual({
      ...off,
      reason: 'DEFAULT',
      flagMetadata: { version: 1 },
    });
    expect(answerOf(flag, { ...alice, beta: true })).toMatchObject({
      ...on,
      reason: 'TARGETING_MATCH',
    });
  });

  it('targets come before rules, the first that lists the unit counts', () => {
    const flag = aRulesFlag(
      {
        targets: [
          { variant: 'a', keys: ['alice'] },
          { variant: 'b', keys: ['alice', 'bob'] },
          { variant: 'a', keys: ['acme'], by: 'company' },
          { variant: 'off', keys: ['bob', 'carol'] },
        ],
        rules: [{ id: 'r1', serve: { variant: 'off' } }],
      },
      AB,
    );
    expect(answerOf(flag, alice)).toMatchObject({ variant: 'a', reason: 'TARGETING_MATCH' });
    expect(answerOf(flag, { targetingKey: 'bob', company: 'acme' })).toMatchObject({
      variant: 'b',
    });
    expect(answerOf(flag, { targetingKey: 'carol', company: 'acme' })).toMatchObject({
      variant: 'a',
    });
    expect(answerOf(flag, { targetingKey: 'carol' }).flagMetadata).toEqual({ version: 1 });
    expect(answerOf(flag, { targetingKey: 'dave' })).toMatchObject({
      flagMetadata: { rule: 'r1' },
    });
  });

  it('the first rule that applies serves, and is named', () => {
    const flag = aRulesFlag({
      rules: [
        { id: 'r1', when: never, serve: { variant: 'off' } },
        { id: 'r2', when: always, serve: { variant: 'on' } },
        { id: 'r3', serve: { variant: 'off' } },
      ],
    });
    expect(answerOf(flag)).toEqual({
      ...on,
      reason: 'TARGETING_MATCH',
      flagMetadata: { version: 1, rule: 'r2' },
    });
  });

  it('a rule is active from its beginning until before its end', () => {
    const flag = aRulesFlag({
      rules: [
        {
          id: 'r1',
          from: '1970-01-01T00:00:01Z',
          until: '1970-01-01T00:00:02Z',
          serve: { variant: 'on' },
        },
      ],
    });
    expect([999, 1000, 1999, 2000].map((now) => answerOf(flag, {}, { now }).variant)).toEqual([
      'off',
      'on',
      'on',
      'off',
    ]);
  });

  it('a rollout passes over those it does not admit, and says SPLIT of those it does', () => {
    const flag = aRulesFlag({
      rules: [
        {
          id: 'r1',
          rollout: { percentage: 17, seed: 'checkout-redesign' },
          serve: { variant: 'on' },
        },
      ],
    });
    expect(answerOf(flag, { targetingKey: 'bob' })).toMatchObject({
      ...on,
      reason: 'SPLIT',
      flagMetadata: { rule: 'r1' },
    });
    expect(answerOf(flag, alice)).toMatchObject({ ...off, reason: 'DEFAULT' });
  });

  it('a rule that serves null has its reason and neither value nor variant', () => {
    const flag = aRulesFlag({ rules: [{ id: 'r1', serve: { variant: null } }] });
    expect(answerOf(flag)).toEqual({
      reason: 'TARGETING_MATCH',
      flagMetadata: { version: 1, rule: 'r1' },
    });
  });
});

describe('the fallthrough', () => {
  it('is offVariant where none is given, STATIC for a flag with nothing else', () => {
    expect(answerOf(aRulesFlag({}))).toMatchObject({ ...off, reason: 'STATIC' });
    expect(answerOf(aRulesFlag({ rules: [], targets: [] }))).toMatchObject({ reason: 'STATIC' });
  });

  it.each([
    { rules: [{ id: 'r1', when: never, serve: { variant: 'on' } }] },
    { targets: [{ variant: 'on', keys: [] }] },
    { prerequisites: always },
  ])('is DEFAULT for a flag with %j', (strategy) => {
    expect(answerOf(aRulesFlag(strategy))).toMatchObject({ reason: 'DEFAULT' });
  });

  it('is DEFAULT where it serves nothing', () => {
    expect(answerOf(aRulesFlag({ fallthrough: { variant: null } }))).toEqual({
      reason: 'DEFAULT',
      flagMetadata: { version: 1 },
    });
  });

  it('is SPLIT for a split, and the error TARGETING_KEY_MISSING without its unit', () => {
    const flag = aRulesFlag({
      fallthrough: {
        split: [
          { variant: 'on', weight: 100 },
          { variant: 'off', weight: 0 },
        ],
        by: 'team',
      },
    });
    expect(answerOf(flag, { team: 'x' })).toMatchObject({ ...on, reason: 'SPLIT' });
    expect(answerOf(flag, alice)).toMatchObject({
      errorCode: 'TARGETING_KEY_MISSING',
      errorMessage: expect.stringContaining('"team"'),
    });
  });
});

describe('a split', () => {
  const weights = [
    { variant: 'a', weight: 33.333 },
    { variant: 'b', weight: 33.333 },
    { variant: 'off', weight: 33.334 },
  ];
  it('lays its weights out in the order listed, with the seed of the flag and /split', () => {
    const flag = aRulesFlag({ fallthrough: { split: weights } }, { ...AB, key: 'experiment' });
    for (const targetingKey of ['u1', 'u2', 'u3', 'u4', 'u5', 'u6', 'u7', 'u8']) {
      const place = bucket('experiment/split', targetingKey);
      const expected = place < 33_333 ? 'a' : place < 66_666 ? 'b' : 'off';
      expect(answerOf(flag, { targetingKey }).variant).toBe(expected);
    }
  });

  it('with ranges passes over a bucket that is in none, at the fallthrough to offVariant', () => {
    const place = bucket('flag/split', 'alice');
    const ranges = [{ variant: 'on', from: place, to: place + 1 }];
    expect(answerOf(aRulesFlag({ fallthrough: { ranges } }), alice)).toMatchObject(on);
    expect(
      answerOf(aRulesFlag({ fallthrough: { ranges } }), { targetingKey: 'bob' }),
    ).toMatchObject({
      ...off,
      reason: 'SPLIT',
    });
    const rules = [
      {
        id: 'r1',
        serve: {
          ranges: [
            { variant: 'on', from: place + 1, to: 100_000 },
            { variant: 'on', from: 0, to: place },
          ],
        },
      },
    ];
    expect(answerOf(aRulesFlag({ rules, fallthrough: { variant: null } }), alice)).toEqual({
      reason: 'DEFAULT',
      flagMetadata: { version: 1 },
    });
  });

  it('in a rule without its unit passes the rule over, as a rollout does', () => {
    const rules = [
      { id: 'r1', serve: { split: [{ variant: 'on', weight: 100 }] } },
      { id: 'r2', rollout: { percentage: 100 }, serve: { variant: 'on' } },
    ];
    expect(answerOf(aRulesFlag({ rules }))).toMatchObject({ ...off, reason: 'DEFAULT' });
  });
});

describe('a progressive rollout', () => {
  const MINUTE = 60_000;
  const flag = (more: object) =>
    aRulesFlag({
      rules: [
        {
          id: 'r1',
          rollout: {
            seed: 'checkout-redesign',
            percentage: {
              from: 0,
              to: 100,
              startAt: '1970-01-01T00:00:00Z',
              endAt: '1970-01-01T01:40:00Z',
              ...more,
            },
          },
          serve: { variant: 'on' },
        },
      ],
    });
  // alice is in bucket 40966: in from 41 % on, which is minute 41 of 100.
  const isOn = (more: object, now: number) => answerOf(flag(more), alice, { now }).variant === 'on';

  it('moves minute by minute, the clock floored', () => {
    expect(isOn({}, 41 * MINUTE - 1)).toBe(false);
    expect(isOn({}, 41 * MINUTE)).toBe(true);
    expect(isOn({}, 1e12)).toBe(true);
    expect(isOn({}, -MINUTE)).toBe(false);
  });

  it('moves in steps, each exactly when its minute comes', () => {
    expect(isOn({ steps: 10 }, 50 * MINUTE - 1)).toBe(false);
    expect(isOn({ steps: 10 }, 50 * MINUTE)).toBe(true);
    expect(isOn({ steps: 1 }, 100 * MINUTE - 1)).toBe(false);
    expect(isOn({ steps: 1 }, 100 * MINUTE)).toBe(true);
  });

  it('may go down', () => {
    expect(isOn({ from: 100, to: 0 }, 59 * MINUTE)).toBe(true);
    expect(isOn({ from: 100, to: 0 }, 60 * MINUTE)).toBe(false);
  });
});

describe('conditions', () => {
  const yes = { attribute: 'targetingKey', operator: 'exists' };
  it('an empty "all" holds, an empty "any" does not', () => {
    expect(answerOf(aFlagWhen(always))).toMatchObject(on);
    expect(answerOf(aFlagWhen(never))).toMatchObject(off);
  });

  it('nest', () => {
    const when = { all: [{ any: [never, { not: never }] }, { not: { not: yes } }] };
    expect(answerOf(aFlagWhen(when), alice)).toMatchObject(on);
    expect(answerOf(aFlagWhen(when))).toMatchObject(off);
  });

  it("inPercentage takes the flag's key as seed, and is false without its unit", () => {
    const when = { operator: 'inPercentage', percentage: 41 };
    const flag = aFlagWhen(when, { key: 'checkout-redesign' });
    expect(answerOf(flag, alice)).toMatchObject({ ...on, reason: 'TARGETING_MATCH' });
    expect(answerOf(flag, { targetingKey: 'Łukasz-日本' })).toMatchObject(off);
    expect(answerOf(flag)).toMatchObject({ ...off, reason: 'DEFAULT' });
    expect(answerOf(aFlagWhen({ not: when }))).toMatchObject(on);
    const by = aFlagWhen({ ...when, by: 'team', seed: 'checkout-redesign' });
    expect(answerOf(by, { team: 'alice' })).toMatchObject(on);
  });

  it('$now is the evaluation time, as an attribute and among values', () => {
    const until = aFlagWhen({ attribute: '$now', operator: 'before', values: [1000] });
    expect(answerOf(until, {}, { now: 999 })).toMatchObject(on);
    expect(answerOf(until, {}, { now: 1000 })).toMatchObject(off);
    const expired = aFlagWhen({ attribute: 'trialEnds', operator: 'before', values: ['$now'] });
    expect(answerOf(expired, { trialEnds: 5 }, { now: 6 })).toMatchObject(on);
    expect(answerOf(expired, { trialEnds: 5 }, { now: 5 })).toMatchObject(off);
    const window = { attribute: 'at', operator: 'betweenDates', values: ['$now', 100] };
    expect(answerOf(aFlagWhen(window), { at: 50 }, { now: 50 })).toMatchObject(on);
    expect(answerOf(aFlagWhen(window), { at: 50 }, { now: 51 })).toMatchObject(off);
  });
});

describe('segments', () => {
  const flag = aFlagWhen({ segment: 's' });
  const inside = (segment: object, context: EvaluationContext) =>
    answerOf(flag, context, { segments: [{ key: 's', ...segment }] }).variant === 'on';

  it('exclude wins, then include, then when', () => {
    const segment = { include: ['alice', 'bob'], exclude: ['bob'], when: always };
    expect(inside(segment, alice)).toBe(true);
    expect(inside(segment, { targetingKey: 'bob' })).toBe(false);
    expect(inside(segment, { targetingKey: 'carol' })).toBe(true);
    expect(inside(segment, {})).toBe(true);
    expect(inside({ include: ['alice'] }, { targetingKey: 'carol' })).toBe(false);
    expect(inside({}, alice)).toBe(false);
  });

  it('list ids of the attribute that "by" names', () => {
    expect(inside({ include: ['7'], by: 'company' }, { company: 7 })).toBe(true);
  });

  it('are one set for every flag: inPercentage is seeded by the segment', () => {
    const percentage = bucket('segment/s', 'alice') / 1000;
    const when = (p: number) => ({ when: { operator: 'inPercentage', percentage: p } });
    expect(inside(when(percentage + 0.001), alice)).toBe(true);
    expect(inside(when(percentage), alice)).toBe(false);
  });

  it('may form a chain of any length, and one that branches at every level', () => {
    const chainOf = (length: number, when: (next: string) => Condition) => [
      ...Array.from({ length }, (_, index) => ({
        key: index === 0 ? 's' : `s${index}`,
        when: when(`s${index + 1}`),
      })),
      { key: `s${length}`, include: ['alice'] },
    ];
    const chain = chainOf(20_000, (segment) => ({ segment }));
    const lattice = chainOf(200, (segment) => ({
      all: [{ segment }, { not: { not: { segment } } }],
    }));
    for (const segments of [chain, lattice]) {
      expect(answerOf(flag, alice, { segments })).toMatchObject(on);
      expect(answerOf(flag, { targetingKey: 'bob' }, { segments })).toMatchObject(off);
    }
  });

  it('may use segments', () => {
    const segments = [
      { key: 's', when: { all: [{ segment: 't' }, { not: { segment: 'u' } }] } },
      { key: 't', include: ['alice', 'bob'] },
      { key: 'u', include: ['bob'] },
    ];
    expect(answerOf(flag, alice, { segments })).toMatchObject(on);
    expect(answerOf(flag, { targetingKey: 'bob' }, { segments })).toMatchObject(off);
  });

  it.each([
    ['is missing', []],
    ['is broken', [{ key: 's', when: { attribute: 'a', operator: 'matches', values: ['('] } }]],
    ['asks a flag', [{ key: 's', when: { flag: 'flag' } }]],
    [
      'is in a cycle',
      [
        { key: 's', when: { segment: 't' } },
        { key: 't', when: { segment: 's' } },
      ],
    ],
    ['is malformed', [{ key: 's', when: { all: 5 } } as never]],
    ['lists no ids', [{ key: 's', include: 5 } as never]],
    ['uses one that is broken', [{ key: 's', when: { segment: 't' } }]],
  ])('that %s is the PARSE_ERROR of the flag that asks it', (_, segments) => {
    expect(answerOf(flag, {}, { segments })).toMatchObject({ errorCode: 'PARSE_ERROR' });
  });
});

describe('prerequisites', () => {
  const child = (condition: object, key = 'flag') =>
    aRulesFlag({ prerequisites: condition as never, fallthrough: { variant: 'on' } }, { key });
  const parent = (input: object = {}) => aFlag({ key: 'parent', ...input });
  const failed = (prerequisite: string) => ({
    ...off,
    reason: 'DEFAULT',
    flagMetadata: { version: 1, prerequisite },
  });

  it('hold where the other flag gives one of the variants, or any but its offVariant', () => {
    expect(answerOf([child({ flag: 'parent' }), parent()])).toMatchObject(on);
    expect(answerOf([child({ flag: 'parent', variants: ['on'] }), parent()])).toMatchObject(on);
    expect(answerOf([child({ flag: 'parent', variants: ['off'] }), parent()])).toEqual(
      failed('parent'),
    );
    expect(answerOf([child({ flag: 'parent' }), parent({ enabled: false })])).toEqual(
      failed('parent'),
    );
    const disabled = [child({ flag: 'parent', variants: ['off'] }), parent({ enabled: false })];
    expect(answerOf(disabled)).toMatchObject(on);
  });

  it('are not met by a served null', () => {
    const silent = parent({ enabled: false, offVariant: null });
    expect(answerOf([child({ flag: 'parent' }), silent])).toEqual(failed('parent'));
    expect(answerOf([child({ not: { flag: 'parent' } }), silent])).toMatchObject(on);
  });

  it('name the flag that failed them, where one did', () => {
    const other = aFlag({ key: 'other' });
    const down = parent({ enabled: false });
    const plain = { attribute: 'x', operator: 'exists' };
    const cases: [object, string | undefined][] = [
      [{ all: [{ flag: 'other' }, { flag: 'parent' }] }, 'parent'],
      [{ all: [plain, { flag: 'parent' }] }, undefined],
      [{ any: [plain, { flag: 'parent' }] }, 'parent'],
      [{ any: [{ flag: 'parent' }, { not: { flag: 'other' } }] }, 'parent'],
      [{ not: { flag: 'other' } }, 'other'],
      [{ not: { any: [{ flag: 'parent' }, { flag: 'other' }] } }, 'other'],
      [{ not: { all: [{ flag: 'other' }] } }, 'other'],
      [{ not: { all: [] } }, undefined],
      [plain, undefined],
    ];
    for (const [condition, expected] of cases) {
      const { flagMetadata, reason } = answerOf([child(condition), down, other]);
      expect([condition, reason, flagMetadata.prerequisite]).toEqual([
        condition,
        'DEFAULT',
        expected,
      ]);
    }
  });

  it.each([
    ['missing', []],
    ['in error', [aFlag({ key: 'parent', strategy: { type: 'boolean', variant: 'x' } })]],
    [
      'without its unit',
      [aFlag({ key: 'parent', strategy: { type: 'percentage', percentage: 50 } })],
    ],
  ])(
    'fail where the other flag is %s, wherever the condition stands and under "not" as well',
    (_, others) => {
      const ask = { flag: 'parent' };
      const everywhere = [
        ask,
        { not: ask },
        { any: [never, ask, always] },
        { all: [always, { not: { any: [ask] } }] },
      ];
      for (const condition of everywhere) {
        expect(answerOf([child(condition), ...others])).toEqual(failed('parent'));
        expect(answerOf([aFlagWhen(condition as never), ...others])).toEqual(failed('parent'));
      }
    },
  );

  it('do not fail on a flag that is not reached', () => {
    expect(answerOf([child({ any: [always, { flag: 'nope' }] })])).toMatchObject(on);
    expect(answerOf([child({ all: [never, { flag: 'nope' }] })])).toEqual({
      ...off,
      reason: 'DEFAULT',
      flagMetadata: { version: 1 },
    });
  });

  it('in a cycle are the error of its members only', () => {
    const flags = [
      child({ flag: 'a' }),
      child({ flag: 'b' }, 'a'),
      child({ flag: 'c' }, 'b'),
      child({ flag: 'a' }, 'c'),
      child({ flag: 'self' }, 'self'),
      aFlag({ key: 'other' }),
    ];
    const environment = anEnvironment(flags);
    const answer = (key: string) => evaluate(environment, key, {}, 0);
    expect(answer('flag')).toEqual(failed('a'));
    expect(answer('a')).toMatchObject({
      errorCode: 'PARSE_ERROR',
      errorMessage: expect.stringContaining('"a" → "b" → "c" → "a"'),
    });
    expect(answer('self')).toMatchObject({
      errorMessage: expect.stringContaining('"self" → "self"'),
    });
    expect(answer('other')).toMatchObject(on);
  });

  it('naming a variant that the other flag does not have are a PARSE_ERROR', () => {
    expect(answerOf([child({ flag: 'parent', variants: ['x'] }), parent()])).toMatchObject({
      errorCode: 'PARSE_ERROR',
      errorMessage: expect.stringContaining('"parent" has no variant "x"'),
    });
  });

  it('may form a chain of any length, and one that branches at every level', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) =>
      child({ flag: `f${index + 1}` }, index === 0 ? 'flag' : `f${index}`),
    );
    expect(answerOf([...chain, aFlag({ key: 'f20000' })])).toMatchObject(on);
    const lattice = Array.from({ length: 200 }, (_, index) =>
      child(
        { all: [{ flag: `f${index + 1}` }, { flag: `f${index + 1}`, variants: ['on'] }] },
        index === 0 ? 'flag' : `f${index}`,
      ),
    );
    expect(answerOf([...lattice, aFlag({ key: 'f200' })])).toMatchObject(on);
    const broken = aFlag({ key: 'f200', strategy: { type: 'boolean', variant: 'x' } });
    expect(answerOf([...lattice, broken])).toEqual(failed('f1'));
  });
});

describe('an answer', () => {
  it("carries the flag's own metadata under the engine's", () => {
    const flag = aFlag({ metadata: { owner: 'payments', version: 'x', tier: 1 } });
    expect(answerOf(flag).flagMetadata).toEqual({ owner: 'payments', tier: 1, version: 1 });
  });

  it.each([
    ['boolean', false],
    ['string', ''],
    ['number', 0],
    ['object', {}],
  ] as const)('of type %s may be a zero value', (valueType, value) => {
    const flag = aFlag({ valueType, variants: [{ name: 'zero', value }] });
    expect(answerOf(flag)).toEqual({
      value,
      variant: 'zero',
      reason: 'STATIC',
      flagMetadata: { version: 1 },
    });
  });

  it('is frozen, its value too, and no part of the configuration', () => {
    const value = { nested: { list: [1] } };
    const answer = answerOf(aFlag({ valueType: 'object', variants: [{ name: 'v', value }] }));
    expect(answer.value).toEqual(value);
    expect(answer.value).not.toBe(value);
    expect(Object.isFrozen(value.nested)).toBe(false);
    for (const part of [answer, answer.value, (answer.value as typeof value).nested.list]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  it('is an error where the context cannot be read', () => {
    const flag = aFlagWhen({ attribute: 'a', operator: 'exists' });
    const hostile = Object.defineProperty({}, 'a', {
      get: () => {
        throw new Error('no');
      },
    });
    expect(answerOf(flag, hostile)).toEqual({
      reason: 'ERROR',
      errorCode: 'GENERAL',
      errorMessage: 'The context could not be read: no.',
      flagMetadata: { version: 1 },
    });
    expect(answerOf(flag, null as never)).toMatchObject({ errorCode: 'INVALID_CONTEXT' });
    const unread = evaluate(anEnvironment([flag]), flag.key, undefined as never, 0);
    expect(unread).toMatchObject({ errorCode: 'INVALID_CONTEXT' });
    expect(answerOf(aFlagWhen({ attribute: 'a.b', operator: 'exists' }), 5 as never)).toMatchObject(
      {
        variant: 'off',
      },
    );
  });
});

describe('withDefaults', () => {
  it('completes a flag', () => {
    expect(withDefaults({ key: 'k' })).toEqual({
      key: 'k',
      valueType: 'boolean',
      variants: [
        { name: 'on', value: true },
        { name: 'off', value: false },
      ],
      offVariant: 'off',
      enabled: false,
      clientVisible: false,
      strategy: { type: 'boolean' },
    });
  });

  it('takes null for the default, except of offVariant', () => {
    const nulls = { name: null, description: null, tags: null, metadata: null, enabled: null };
    expect(withDefaults({ key: 'k', ...nulls, offVariant: null })).toEqual({
      ...withDefaults({ key: 'k' }),
      offVariant: null,
    });
  });

  it('has no opinion where no variant is called off', () => {
    const variants = [{ name: 'a', value: 'A' }];
    expect(withDefaults({ key: 'k', valueType: 'string', variants }).offVariant).toBeNull();
  });

  it('keeps what is given', () => {
    const flag = {
      name: 'N',
      description: 'D',
      tags: ['t'],
      metadata: { a: 1 },
      clientVisible: true,
    };
    expect(withDefaults({ key: 'k', ...flag })).toMatchObject(flag);
  });

  it('names rules that have no id, without taking a name twice', () => {
    const serve = { variant: 'on' };
    const rules = [{ serve }, { id: 'r3', serve }, { serve }, { id: 'r1', serve }];
    const { strategy } = withDefaults({ key: 'k', strategy: { type: 'rules', rules } });
    expect(strategy).toMatchObject({
      rules: [{ id: 'r2' }, { id: 'r3' }, { id: 'r4' }, { id: 'r1' }],
    });
  });

  it('takes no name twice that it gave itself', () => {
    const serve = { variant: 'on' };
    const rules = [{ serve }, { serve }, { id: 'r1', serve }];
    const { strategy } = withDefaults({ key: 'k', strategy: { type: 'rules', rules } });
    expect(strategy).toMatchObject({ rules: [{ id: 'r2' }, { id: 'r3' }, { id: 'r1' }] });
  });
});
