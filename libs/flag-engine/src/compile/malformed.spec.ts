import { compile } from './compile';
import { evaluate } from '../evaluate';
import { aFlag, aFlagWhen, anEnvironment, answerOf, aRulesFlag } from '../testing/builders';

const serve = { variant: 'on' };
const MOMENT = '2026-01-01T00:00:00Z';
const LATER = '2026-02-01T00:00:00Z';

describe('a configuration that cannot mean anything answers PARSE_ERROR', () => {
  const rule = (more: object) => ({ rules: [{ id: 'r1', serve, ...more }] });
  const when = (condition: unknown) => rule({ when: condition });
  const compare = (operator: string, values: unknown, more: object = {}) =>
    when({ attribute: 'a', operator, values, ...more });
  const progress = (more: object) =>
    rule({ rollout: { percentage: { from: 0, to: 100, startAt: MOMENT, endAt: LATER, ...more } } });
  const split = (weights: unknown[]) => ({
    fallthrough: { split: weights.map((weight) => ({ variant: 'on', weight })) },
  });
  const ranges = (...list: [number, number][]) => ({
    fallthrough: { ranges: list.map(([from, to]) => ({ variant: 'on', from, to })) },
  });

  it.each<[string, object, string]>([
    ['an operator nobody knows', compare('is', []), '/strategy/rules/0/when/operator'],
    [
      'an operator by an inherited name',
      compare('toString', []),
      '/strategy/rules/0/when/operator',
    ],
    [
      'an operator that is no text',
      compare(['in'] as never, []),
      '/strategy/rules/0/when/operator',
    ],
    ['values that are no list', compare('in', 'abc'), '/strategy/rules/0/when/values'],
    ['no values', compare('in', undefined), '/strategy/rules/0/when/values'],
    ['equals with nothing', compare('equals', []), '/strategy/rules/0/when/values'],
    ['exists with values', compare('exists', ['x']), '/strategy/rules/0/when/values'],
    ['no attribute', when({ operator: 'exists' }), '/strategy/rules/0/when/attribute'],
    [
      'an empty attribute',
      when({ attribute: '', operator: 'exists' }),
      '/strategy/rules/0/when/attribute',
    ],
    [
      '$now under another operator',
      when({ attribute: '$now', operator: 'exists' }),
      '/strategy/rules/0/when/attribute',
    ],
    [
      'text compared with a number',
      compare('startsWith', ['a', 5]),
      '/strategy/rules/0/when/values/1',
    ],
    [
      'text compared with a number, whatever the case',
      compare('contains', ['a', 5], { ignoreCase: true }),
      '/strategy/rules/0/when/values/1',
    ],
    ['a bad expression', compare('matches', ['a', '(']), '/strategy/rules/0/when/values/1'],
    ['a look-ahead', compare('matches', ['(?=a)']), '/strategy/rules/0/when/values/0'],
    ['a number that is none', compare('lessThan', [1, 'x']), '/strategy/rules/0/when/values/1'],
    ['no number', compare('lessThan', []), '/strategy/rules/0/when/values'],
    ['between one', compare('between', [1]), '/strategy/rules/0/when/values'],
    ['between three', compare('between', [1, 2, 3]), '/strategy/rules/0/when/values'],
    ['between the wrong way round', compare('between', [2, 1]), '/strategy/rules/0/when/values'],
    ['a bad date', compare('before', ['yesterday']), '/strategy/rules/0/when/values/0'],
    ['no date', compare('before', []), '/strategy/rules/0/when/values'],
    ['betweenDates one', compare('betweenDates', [1]), '/strategy/rules/0/when/values'],
    ['betweenDates three', compare('betweenDates', [1, 2, 3]), '/strategy/rules/0/when/values'],
    ['dates the wrong way round', compare('betweenDates', [2, 1]), '/strategy/rules/0/when/values'],
    ['a bad version', compare('semverEquals', ['1.x']), '/strategy/rules/0/when/values/0'],
    ['a version that is no text', compare('semverEquals', [1]), '/strategy/rules/0/when/values/0'],
    [
      'a bad range of versions',
      compare('semverSatisfies', ['one']),
      '/strategy/rules/0/when/values/0',
    ],
    ['a size that is none', compare('sizeEquals', ['x']), '/strategy/rules/0/when/values/0'],
    ['a size that is a list', compare('sizeEquals', [['2']]), '/strategy/rules/0/when/values/0'],
    ...['', '/8', '10.0.0.0/', '10.0.0.0/8/8', 'x/10.0.0.0/8', '10.0.0.0/8x', '2001:db8::/129'].map(
      (network): [string, object, string] => [
        `"${network}" for a network`,
        compare('inCidr', [network]),
        '/strategy/rules/0/when/values/0',
      ],
    ),
    ['a bad network', compare('inCidr', ['10.0.0.0/33']), '/strategy/rules/0/when/values/0'],
    ['a network of no kind', compare('inCidr', ['example.com']), '/strategy/rules/0/when/values/0'],
    [
      'a mapped network too wide',
      compare('inCidr', ['::ffff:10.0.0.0/95']),
      '/strategy/rules/0/when/values/0',
    ],
    ['no digest', compare('hashedIn', ['ABC']), '/strategy/rules/0/when/values/0'],
    [
      'a divisor of 0',
      when({ attribute: 'a', operator: 'modulo', divisor: 0, remainder: 0 }),
      '/strategy/rules/0/when/divisor',
    ],
    [
      'a divisor that is text',
      when({ attribute: 'a', operator: 'modulo', divisor: '3', remainder: 1 }),
      '/strategy/rules/0/when/divisor',
    ],
    [
      'a remainder that is text',
      when({ attribute: 'a', operator: 'modulo', divisor: 3, remainder: '1' }),
      '/strategy/rules/0/when/remainder',
    ],
    [
      'a remainder below 0',
      when({ attribute: 'a', operator: 'modulo', divisor: 3, remainder: -1 }),
      '/strategy/rules/0/when/remainder',
    ],
    [
      'a remainder as large as the divisor',
      when({ attribute: 'a', operator: 'modulo', divisor: 3, remainder: 3 }),
      '/strategy/rules/0/when/remainder',
    ],
    [
      'a percentage above 100',
      when({ operator: 'inPercentage', percentage: 101 }),
      '/strategy/rules/0/when/percentage',
    ],
    [
      'inPercentage of an attribute and by',
      when({ operator: 'inPercentage', percentage: 1, by: 'a', attribute: 'b' }),
      '/strategy/rules/0/when/attribute',
    ],
    [
      'a hash nobody knows',
      rule({ rollout: { percentage: 5, hash: 'md4' } }),
      '/strategy/rules/0/rollout/hash',
    ],
    [
      'a hash with a bad parameter',
      rule({ rollout: { percentage: 5, hash: 'unleash-variant/0' } }),
      '/strategy/rules/0/rollout/hash',
    ],
    [
      'a hash by an inherited name',
      rule({ rollout: { percentage: 5, hash: 'toString' } }),
      '/strategy/rules/0/rollout/hash',
    ],
    [
      'a negative rollout',
      rule({ rollout: { percentage: -1 } }),
      '/strategy/rules/0/rollout/percentage',
    ],
    [
      'a rollout that is no number',
      rule({ rollout: { percentage: '5' } }),
      '/strategy/rules/0/rollout/percentage',
    ],
    [
      'a rollout of null',
      rule({ rollout: { percentage: null } }),
      '/strategy/rules/0/rollout/percentage',
    ],
    [
      'a progression from nowhere',
      progress({ from: 101 }),
      '/strategy/rules/0/rollout/percentage/from',
    ],
    ['a progression to nowhere', progress({ to: NaN }), '/strategy/rules/0/rollout/percentage/to'],
    [
      'a progression that never starts',
      progress({ startAt: 'soon' }),
      '/strategy/rules/0/rollout/percentage/startAt',
    ],
    [
      'a progression that ends at once',
      progress({ endAt: MOMENT }),
      '/strategy/rules/0/rollout/percentage/endAt',
    ],
    ['half a step', progress({ steps: 0.5 }), '/strategy/rules/0/rollout/percentage/steps'],
    ['no step', progress({ steps: 0 }), '/strategy/rules/0/rollout/percentage/steps'],
    ['a bad beginning', rule({ from: '2026' }), '/strategy/rules/0/from'],
    ['a beginning that is no text', rule({ from: [MOMENT] }), '/strategy/rules/0/from'],
    [
      'an end before the beginning',
      rule({ from: LATER, until: MOMENT }),
      '/strategy/rules/0/until',
    ],
    [
      'a variant that is not there',
      rule({ serve: { variant: 'x' } }),
      '/strategy/rules/0/serve/variant',
    ],
    ['no variant', rule({ serve: {} }), '/strategy/rules/0/serve/variant'],
    [
      'a target without a variant',
      { targets: [{ variant: 'x', keys: [] }] },
      '/strategy/targets/0/variant',
    ],
    [
      'a fallthrough to nowhere',
      { fallthrough: { variant: 'x' } },
      '/strategy/fallthrough/variant',
    ],
    ['weights below 100', split([50, 49.999]), '/strategy/fallthrough/split'],
    ['weights above 100', split([50, 50.001]), '/strategy/fallthrough/split'],
    ['a weight of four decimals', split([0.0001, 100]), '/strategy/fallthrough/split/0/weight'],
    ['a negative weight', split([-10, 60, 50]), '/strategy/fallthrough/split/0/weight'],
    ['a weight that is none', split(['50', 50]), '/strategy/fallthrough/split/0/weight'],
    ['ranges that overlap', ranges([50, 60], [0, 51]), '/strategy/fallthrough/ranges/0'],
    ['a range that ends before it begins', ranges([5, 4]), '/strategy/fallthrough/ranges/0'],
    ['a range before the buckets', ranges([-1, 5]), '/strategy/fallthrough/ranges/0'],
    ['a range beyond the buckets', ranges([5, 100_001]), '/strategy/fallthrough/ranges/0'],
    ['half a bucket', ranges([0.5, 5]), '/strategy/fallthrough/ranges/0'],
    ['neither weights nor ranges', { fallthrough: { split: undefined } }, '/strategy/fallthrough'],
    ['weights and ranges', { fallthrough: { split: [], ranges: [] } }, '/strategy/fallthrough'],
    [
      'a split to a variant that is not there',
      { fallthrough: { split: [{ variant: 'x', weight: 100 }] } },
      '/strategy/fallthrough/split/0/variant',
    ],
    [
      'a range of a variant that is not there',
      { fallthrough: { ranges: [{ variant: 'x', from: 0, to: 5 }] } },
      '/strategy/fallthrough/ranges/0/variant',
    ],
    ['conditions that are no list', when({ all: {} }), '/strategy/rules/0/when/all'],
    ['a condition that is none', when({ any: [5] }), '/strategy/rules/0/when/any/0'],
    ['a condition of null', when(null), '/strategy/rules/0/when'],
    ['a missing segment', when({ segment: 's' }), '/strategy/rules/0/when/segment'],
  ])('%s, and names the place', (_, strategy, pointer) => {
    const compiled = anEnvironment([aRulesFlag(strategy)]);
    expect(compiled.flags.get('flag')?.problems.map((problem) => problem.pointer)).toEqual([
      pointer,
    ]);
    const { errorCode, errorMessage } = evaluate(compiled, 'flag', {}, 0);
    expect(errorCode).toBe('PARSE_ERROR');
    expect(errorMessage?.split(': ')[0]).toBe(pointer);
  });

  it.each<[string, object, string]>([
    ['an offVariant that is not there', { offVariant: 'x' }, '/offVariant'],
    [
      'an offVariant that is no text',
      { variants: [{ name: 5, value: true }], offVariant: 5, strategy: { type: 'rules' } },
      '/offVariant',
    ],
    ['nothing to serve', { variants: [{ name: 'off', value: false }] }, '/variants'],
    ['a strategy nobody knows', { strategy: { type: 'magic' } }, '/strategy/type'],
    ['a percentage that is none', { strategy: { type: 'percentage' } }, '/strategy/percentage'],
    ['no strategy', { strategy: null }, ''],
    ['no variants', { variants: null }, ''],
    ['rules that are no list', { strategy: { type: 'rules', rules: 5 } }, ''],
    ['a rule that serves nothing', { strategy: { type: 'rules', rules: [{ id: 'r1' }] } }, ''],
    ['a rollout that is null', { strategy: { type: 'rules', ...rule({ rollout: null }) } }, ''],
  ])('%s', (_, input, pointer) => {
    const { errorCode, errorMessage } = answerOf({ ...aFlag(), ...input });
    expect(errorCode).toBe('PARSE_ERROR');
    expect(errorMessage?.split(': ')[0]).toBe(pointer);
  });

  it.each<[string, unknown, string]>([
    ['between', [1], '"between" takes exactly 2 values.'],
    ['lessThan', [], '"lessThan" takes a list of at least one value.'],
    ['in', 'x', '"in" takes a list of values.'],
    ['before', [], '"before" takes a list of at least one value.'],
    ['semverEquals', [], '"semverEquals" takes a list of at least one value.'],
    ['sizeEquals', [], '"sizeEquals" takes a list of at least one value.'],
  ])('and says how many values %s takes', (operator, values, sentence) => {
    expect(answerOf(aRulesFlag(compare(operator, values) as never)).errorMessage).toContain(
      sentence,
    );
  });

  it('and says what a sum of weights comes to, and which variants there are', () => {
    expect(answerOf(aRulesFlag(split([101]) as never)).errorMessage).toContain(
      'A weight is a percentage from 0 to 100',
    );
    expect(answerOf(aRulesFlag(split([50, 49.999]) as never)).errorMessage).toContain(
      'add up to 99.999.',
    );
    const flags = [aFlagWhen({ flag: 'parent', variants: ['x'] }), aFlag({ key: 'parent' })];
    expect(answerOf(flags).errorMessage).toContain('it has "on", "off".');
    expect(answerOf({ ...aFlag(), strategy: null } as never).errorMessage).toContain(
      'The flag is malformed',
    );
    const segments = [{ key: 's', when: { all: [null] } }] as never;
    expect(answerOf(aFlagWhen({ segment: 's' }), {}, { segments }).errorMessage).toContain(
      'The segment "s" cannot be used',
    );
  });

  it('and so does a segment, which says so itself', () => {
    const compiled = anEnvironment([], [{ key: 's', include: 5 } as never]);
    expect(compiled.segments.get('s')?.problems).toEqual([
      {
        pointer: '',
        code: 'malformed',
        detail: expect.stringContaining('The segment is malformed'),
      },
    ]);
  });

  it('and nests however deeply, without harm to other flags', () => {
    let condition: object = { all: [] };
    for (let depth = 0; depth < 200_000; depth += 1) condition = { not: condition };
    const deep = aRulesFlag(
      { rules: [{ id: 'r1', when: condition as never, serve }] },
      { key: 'deep' },
    );
    const environment = anEnvironment([deep, aFlag()]);
    expect(evaluate(environment, 'deep', {}, 0)).toMatchObject({ errorCode: 'PARSE_ERROR' });
    expect(evaluate(environment, 'flag', {}, 0)).toMatchObject({ value: true });
  });

  it('and so does a flag that uses an optional part which was not given', async () => {
    const flags = [
      aRulesFlag({
        rules: [{ id: 'r1', when: { attribute: 'a', operator: 'matches', values: ['a'] }, serve }],
      }),
      aFlag({ key: 'foreign', strategy: { type: 'percentage', percentage: 50, hash: 'unleash' } }),
    ];
    const compiled = compile({ flags, segments: [] });
    expect(evaluate(compiled, 'flag', {}, 0)).toMatchObject({ errorCode: 'PARSE_ERROR' });
    expect(evaluate(compiled, 'foreign', {}, 0)).toMatchObject({ errorCode: 'PARSE_ERROR' });
  });
});
