import type { Condition } from '../model/condition';
import { aFlag, aRulesFlag } from '../testing/builders';
import { compile } from './compile';
import { orderOf } from './order';
import { dependenciesOf, NO_REFERENCES } from './references';
import { usersOfFlag, usersOfSegment } from './users';

/** A condition within so many others. */
const nested = (depth: number): Condition => {
  let condition: Condition = { all: [] };
  for (let level = 0; level < depth; level += 1) condition = { not: condition };
  return condition;
};

describe('a compiled environment', () => {
  it('is in the order of the snapshot, and of each key the last', () => {
    const asking = aRulesFlag({ prerequisites: { flag: 'c' } }, { key: 'a' });
    const flags = [asking, aFlag({ key: 'b' }), aFlag({ key: 'c' }), aFlag({ key: 'b' })];
    const compiled = compile({ flags, segments: [] });
    expect([...compiled.flags.keys()]).toEqual(['a', 'b', 'c']);
    expect(compiled.flags.get('b')?.config).toBe(flags[3]);
  });

  it('keeps account of the flags that look at the time', () => {
    const rule = { id: 'r1', from: '2026-01-01T00:00:00Z', serve: { variant: 'on' } };
    const flags = [aFlag({ key: 'a' }), aRulesFlag({ rules: [rule] }, { key: 'b' })];
    const { timed } = compile({ flags, segments: [] });
    expect(timed.map(({ config }) => config.key)).toEqual(['b']);
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
    const rollout = { percentage: 5 };
    expect(
      dependenciesOf(aRulesFlag({ rules: [{ id: 'r1', rollout, serve: { variant: 'on' } }] })),
    ).toBe(NO_REFERENCES);
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
    const p = { flag: 'p' };
    for (const strategy of [
      null,
      5,
      { type: 'boolean', prerequisites: p },
      { type: 'rules', prerequisites: p, rules: [{ when: nested(200_000) }] },
      { type: 'rules', rules: 5 },
      { type: 'rules', rules: [null, { when: { all: 5 } }] },
    ]) {
      expect(dependenciesOf({ strategy } as never)).toBe(NO_REFERENCES);
    }
    const half = { type: 'rules', rules: [null, { when: p }] };
    expect(dependenciesOf({ strategy: half } as never)).toMatchObject({ flags: ['p'] });
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

  it('names a cycle the same in whatever order its members come', () => {
    expect(order({ b: ['a'], a: ['b'] }).cycles.get('b')).toEqual(['a', 'b', 'a']);
  });

  it('finds the shortest cycle of each in a figure of eight', () => {
    const { cycles } = order({ a: ['b'], b: ['c', 'a'], c: ['d'], d: ['b'] });
    expect(cycles.get('a')).toEqual(['a', 'b', 'a']);
    expect(cycles.get('b')).toEqual(['a', 'b', 'a']);
    expect(cycles.get('d')).toEqual(['c', 'd', 'b', 'c']);
  });

  it('finds the way round past a smaller cycle within', () => {
    const { cycles } = order({ a: ['b'], b: ['c'], c: ['b', 'd'], d: ['a'] });
    expect(cycles.get('a')).toEqual(['a', 'b', 'c', 'd', 'a']);
  });
});
