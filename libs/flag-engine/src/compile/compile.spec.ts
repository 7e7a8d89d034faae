import { hashes } from '../hashes';
import { operators } from '../operators';
import { aFlag, aFlagWhen, aRulesFlag } from '../testing/builders';
import { compile } from './compile';
import { orderOf } from './order';
import { dependenciesOf, NO_REFERENCES } from './references';
import { usersOfFlag, usersOfSegment } from './users';

const parts = { operators, hashes };
const copy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

describe('compile with the former revision', () => {
  const asks = (flag: string, key: string) =>
    aRulesFlag({ prerequisites: { flag }, fallthrough: { variant: 'on' } }, { key });
  const flags = [
    asks('b', 'a'),
    asks('c', 'b'),
    aFlag({ key: 'c' }),
    aFlagWhen({ segment: 's' }, { key: 'd' }),
    aFlag({ key: 'e' }),
  ];
  const segments = [
    { key: 's', when: { segment: 't' } },
    { key: 't', include: ['x'] },
    { key: 'u' },
  ];
  const previous = compile({ flags, segments }, parts);

  /** Which flags are not the ones of the former revision. */
  function compiledAnew(
    environment: Partial<{ flags: typeof flags; segments: typeof segments }>,
    more = parts,
  ) {
    const next = compile({ flags, segments, ...environment }, { ...more, previous });
    const keys = [...next.flags.keys()].filter(
      (key) => next.flags.get(key) !== previous.flags.get(key),
    );
    const others = [...next.segments.keys()].filter(
      (key) => next.segments.get(key) !== previous.segments.get(key),
    );
    return [...keys, ...others];
  }
  const with_ = (key: string, change: object) =>
    flags.map((flag) => (flag.key === key ? { ...flag, ...change } : flag));

  it('takes over whatever did not change, be it another object', () => {
    expect(compiledAnew({})).toEqual([]);
    expect(compiledAnew({ flags: copy(flags), segments: copy(segments) })).toEqual([]);
  });

  it('compiles a flag that changed and those that ask it, at any distance', () => {
    expect(compiledAnew({ flags: with_('e', { version: 2 }) })).toEqual(['e']);
    expect(compiledAnew({ flags: with_('c', { version: 2 }) })).toEqual(['a', 'b', 'c']);
    expect(compiledAnew({ flags: with_('b', { enabled: false }) })).toEqual(['a', 'b']);
  });

  it('compiles those that ask a flag that is gone', () => {
    expect(compiledAnew({ flags: flags.filter(({ key }) => key !== 'c') })).toEqual(['a', 'b']);
  });

  it('compiles those that ask a segment that changed, at any distance', () => {
    const changed = segments.map((each) => (each.key === 't' ? { ...each, include: ['y'] } : each));
    expect(compiledAnew({ segments: changed as never })).toEqual(['d', 's', 't']);
  });

  it('compiles everything with other optional parts', () => {
    expect(compiledAnew({}, { operators: {}, hashes })).toHaveLength(8);
  });

  it('is in the order of the snapshot where there was no former one', () => {
    const { flags: compiled } = compile({ flags, segments }, parts);
    expect([...compiled.keys()]).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('does not fail on what is nested too deeply to be compared', () => {
    let condition: object = { all: [] };
    for (let depth = 0; depth < 200_000; depth += 1) condition = { not: condition };
    const deep = () => aFlagWhen(condition as never, { key: 'deep' });
    const before = compile({ flags: [deep()], segments: [] }, parts);
    expect(
      compile({ flags: [deep()], segments: [] }, { ...parts, previous: before }).flags.size,
    ).toBe(1);
  });
});

describe('what a flag or segment refers to', () => {
  const flag = aRulesFlag({
    prerequisites: { all: [{ flag: 'p' }, { not: { flag: 'q', variants: ['on'] } }] },
    rules: [
      { id: 'r1', when: { any: [{ segment: 's' }, { flag: 'p' }] }, serve: { variant: 'on' } },
      { id: 'r2', serve: { variant: 'on' } },
    ],
  });
  it('is each flag and segment once', () => {
    expect(dependenciesOf(flag)).toMatchObject({ flags: ['p', 'q'], segments: ['s'] });
    expect(dependenciesOf({ when: { segment: 't' } })).toMatchObject({
      flags: [],
      segments: ['t'],
    });
    expect(dependenciesOf(aFlag())).toBe(NO_REFERENCES);
  });

  it.each([
    ['a rule that begins', { from: '2026-01-01T00:00:00Z' }],
    ['a rule that ends', { until: '2026-01-01T00:00:00Z' }],
    ['a rollout that moves', { rollout: { percentage: { from: 0, to: 100 } } }],
    ['a comparison of the time', { when: { attribute: '$now', operator: 'after', values: [1] } }],
    [
      'a comparison with the time, deep inside',
      { when: { all: [{ not: { attribute: 'ends', operator: 'before', values: ['$now'] } }] } },
    ],
  ])('is the time for %s', (_, rule) => {
    const rules = [{ id: 'r1', serve: { variant: 'on' }, ...rule }];
    expect(dependenciesOf(aRulesFlag({ rules } as never)).time).toBe(true);
  });

  it('is nothing where it is malformed', () => {
    for (const strategy of [
      null,
      5,
      { type: 'rules', rules: 5 },
      { type: 'rules', rules: [null, { when: { all: 5 } }] },
    ]) {
      expect(dependenciesOf({ strategy } as never)).toBe(NO_REFERENCES);
    }
  });

  it('can be asked the other way round', () => {
    const environment = {
      flags: [flag, aFlag({ key: 'p' })],
      segments: [{ key: 'x', when: { segment: 's' } }],
    };
    expect(usersOfFlag(environment, 'p')).toEqual({ flags: ['flag'], segments: [] });
    expect(usersOfSegment(environment, 's')).toEqual({ flags: ['flag'], segments: ['x'] });
    expect(usersOfSegment(environment, 'nope')).toEqual({ flags: [], segments: [] });
  });
});

describe('the order of compilation', () => {
  const order = (graph: Record<string, string[]>) => orderOf(new Map(Object.entries(graph)));

  it('has everything after what it stands on', () => {
    expect(order({ a: ['b', 'c'], b: ['c'], c: ['outside'] }).sorted).toEqual(['c', 'b', 'a']);
  });

  it('names cycles from the first of their names, and nobody outside', () => {
    const { cycles } = order({ z: ['a'], c: ['a'], b: ['c'], a: ['b'], self: ['self'], q: [] });
    expect(Object.fromEntries(cycles)).toEqual({
      a: ['a', 'b', 'c', 'a'],
      b: ['a', 'b', 'c', 'a'],
      c: ['a', 'b', 'c', 'a'],
      self: ['self', 'self'],
    });
  });

  it('finds the shortest cycle of each in a figure of eight', () => {
    const { cycles } = order({ a: ['b'], b: ['c', 'a'], c: ['d'], d: ['b'] });
    expect(cycles.get('a')).toEqual(['a', 'b', 'a']);
    expect(cycles.get('d')).toEqual(['c', 'd', 'b', 'c']);
  });
});
