import { evaluate } from '../evaluate';
import { hashes } from '../hashes';
import type { Condition } from '../model/condition';
import type { Flag } from '../model/flag';
import { operators } from '../operators';
import { aFlag, aFlagWhen, aRulesFlag } from '../testing/builders';
import { compile } from './compile';
import type { CompiledSnapshot } from './compiled-snapshot';
import { orderOf } from './order';
import { dependenciesOf, NO_REFERENCES } from './references';
import { usersOfFlag, usersOfSegment } from './users';

const parts = { operators, hashes };
/** A condition within so many others. */
const nested = (depth: number): Condition => {
  let condition: Condition = { all: [] };
  for (let level = 0; level < depth; level += 1) condition = { not: condition };
  return condition;
};
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

  /** Which flags are not the ones of the former revision. */
  function compiledAnew(
    environment: Partial<{ flags: typeof flags; segments: typeof segments }>,
    more = parts,
  ) {
    const previous = compile({ flags, segments }, parts);
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

  it('finds whatever is new, gone or changed, wherever in the list it stands', () => {
    const [a, b, c, d, e] = flags as [Flag, Flag, Flag, Flag, Flag];
    const x = aFlag({ key: 'aa' });
    for (const list of [
      [x, ...flags],
      [a, x, b, c, d, e],
      [...flags, x],
    ]) {
      expect(compiledAnew({ flags: list })).toEqual(['aa']);
    }
    expect(compiledAnew({ flags: [e, d, c, b, a] })).toEqual([]);
    expect(compiledAnew({ flags: [x, { ...d, version: 2 }, c, b, a] })).toEqual(['d', 'aa']);
  });

  it('compiles who has begun to ask a flag, and no longer who has stopped', () => {
    const revision = (e: Flag, c: Flag, former?: CompiledSnapshot) => {
      const now = flags.map((flag) => [e, c].find(({ key }) => key === flag.key) ?? flag);
      return compile({ flags: now, segments }, { ...parts, previous: former });
    };
    const [c, off] = [aFlag({ key: 'c' }), aFlag({ key: 'c', enabled: false })];
    const [alone, asking] = [aFlag({ key: 'e' }), asks('c', 'e')];
    const first = revision(alone, c);
    const begun = revision(asking, c, first);
    const stopped = revision(alone, c, begun);
    expect(evaluate(begun, 'e', {}, 0).variant).toBe('on');
    expect(evaluate(revision(asking, off, begun), 'e', {}, 0).variant).toBe('off');
    expect(revision(alone, off, stopped).flags.get('e')).toBe(stopped.flags.get('e'));
  });

  it('has those that ask answer as the flag asked does now', () => {
    const previous = compile({ flags, segments }, parts);
    const next = compile(
      { flags: with_('c', { enabled: false }), segments },
      { ...parts, previous },
    );
    const failed = (prerequisite: string) => ({ variant: 'off', flagMetadata: { prerequisite } });
    expect(evaluate(next, 'a', {}, 0)).toMatchObject(failed('b'));
    expect(evaluate(next, 'b', {}, 0)).toMatchObject(failed('c'));
    expect(evaluate(previous, 'a', {}, 0)).toMatchObject({ variant: 'on' });
    const again = compile({ flags, segments }, { ...parts, previous: next });
    expect(evaluate(again, 'a', {}, 0)).toMatchObject({ variant: 'on' });
  });

  it('compiles all that ask the same flag or segment, since whichever revision', () => {
    const ask = (key: string) => [
      asks('c', `${key}-flag`),
      aFlagWhen({ segment: 'u' }, { key: `${key}-segment` }),
    ];
    const first = { flags: [...flags, ...ask('p'), ...ask('q')], segments };
    const second = { ...first, flags: [...first.flags, ...ask('r')] };
    const previous = compile(second, { ...parts, previous: compile(first, parts) });
    const changed = {
      flags: second.flags.map((flag) => (flag.key === 'c' ? { ...flag, version: 2 } : flag)),
      segments: segments.map((each) => (each.key === 'u' ? { ...each, include: ['y'] } : each)),
    };
    const next = compile(changed, { ...parts, previous });
    const anew = [...next.flags.keys()].filter(
      (key) => next.flags.get(key) !== previous.flags.get(key),
    );
    expect(anew.filter((key) => /^[pqr]-/.test(key))).toEqual(
      [...ask('p'), ...ask('q'), ...ask('r')].map(({ key }) => key),
    );
  });

  it('knows no cycle of which a member is gone', () => {
    const cycle = [asks('b', 'a'), asks('a', 'b')];
    const previous = compile({ flags: cycle, segments: [] }, parts);
    const next = compile({ flags: cycle.slice(1), segments: [] }, { ...parts, previous });
    expect(evaluate(previous, 'b', {}, 0).errorCode).toBe('PARSE_ERROR');
    expect(evaluate(next, 'b', {}, 0)).toMatchObject({
      reason: 'DEFAULT',
      flagMetadata: { prerequisite: 'a' },
    });
  });

  it('looks into no flag that is the same object in both', () => {
    let looks = 0;
    const watched = (key: string): Flag =>
      Object.defineProperty(aFlag({ key }), 'version', {
        get: () => (looks += 1),
        enumerable: true,
      });
    const [a, c, e] = [watched('a'), watched('c'), watched('e')];
    const [b, d, f] = [aFlag({ key: 'b' }), aFlag({ key: 'd' }), aFlag({ key: 'f' })];
    const previous = compile({ flags: [a, b, c, e], segments: [] }, parts);
    const lists = [
      [a, c, e],
      [a, b, c],
      [b, c, e],
      [a, b, c, d, e, f],
      [a, c, d, e],
    ];
    for (const flags of lists) {
      looks = 0;
      compile({ flags, segments: [] }, { ...parts, previous });
      expect(looks).toBe(0);
    }
  });

  it('has of two flags with one key the last, in later revisions too', () => {
    const twice = [aFlag({ key: 'a' }), aFlag({ key: 'b' }), aFlag({ key: 'a', enabled: false })];
    const first = compile({ flags: twice, segments: [] }, parts);
    const second = compile({ flags: twice.slice(1), segments: [] }, { ...parts, previous: first });
    for (const compiled of [first, second]) {
      expect([...compiled.flags.keys()].sort()).toEqual(['a', 'b']);
      expect(evaluate(compiled, 'a', {}, 0).reason).toBe('DISABLED');
    }
    expect(second.flags.get('a')).toBe(first.flags.get('a'));
  });

  it('compiles those that ask a segment that changed, at any distance', () => {
    const changed = segments.map((each) => (each.key === 't' ? { ...each, include: ['y'] } : each));
    expect(compiledAnew({ segments: changed as never })).toEqual(['d', 's', 't']);
  });

  it('compiles everything with other optional parts', () => {
    expect(compiledAnew({}, { operators: {}, hashes })).toHaveLength(8);
    expect(compiledAnew({}, { operators, hashes: {} })).toHaveLength(8);
  });

  it('is in the order of the snapshot where there was no former one', () => {
    const { flags: compiled } = compile({ flags, segments }, parts);
    expect([...compiled.keys()]).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('does not fail on what is nested too deeply to be compared', () => {
    const deep = () => aFlagWhen(nested(200_000), { key: 'deep' });
    const before = compile({ flags: [deep()], segments: [] }, parts);
    const after = compile({ flags: [deep()], segments: [] }, { ...parts, previous: before });
    expect(after.flags.get('deep')).not.toBe(before.flags.get('deep'));
    expect(evaluate(after, 'deep', {}, 0).errorCode).toBe('PARSE_ERROR');
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
