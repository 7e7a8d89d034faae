import { compile } from '../compile/compile';
import type { CompiledSnapshot } from '../compile/compiled-snapshot';
import { evaluate } from '../evaluate';
import { hashes } from '../hashes';
import type { Condition } from '../model/condition';
import type { Flag } from '../model/flag';
import { operators } from '../operators';
import { aFlag, aFlagWhen, aRulesFlag } from '../testing/builders';
import { recompile } from './recompile';

const parts = { operators, hashes };
const copy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

const asks = (flag: string, key: string) =>
  aRulesFlag({ prerequisites: { flag }, fallthrough: { variant: 'on' } }, { key });
const flags = [
  asks('b', 'a'),
  asks('c', 'b'),
  aFlag({ key: 'c' }),
  aFlagWhen({ segment: 's' }, { key: 'd' }),
  aFlag({ key: 'e' }),
];
const segments = [{ key: 's', when: { segment: 't' } }, { key: 't', include: ['x'] }, { key: 'u' }];
const environment = { flags, segments };
const with_ = (key: string, change: object) =>
  flags.map((flag) => (flag.key === key ? { ...flag, ...change } : flag));

describe.each([
  ['was compiled from scratch', () => compile(environment, parts)],
  [
    'was compiled from one before it',
    () => recompile(compile({ flags: [], segments: [] }, parts), environment),
  ],
])('the revision after one that %s', (_, former) => {
  /** Which flags and segments are not the ones of the former revision. */
  function compiledAnew(change: Partial<typeof environment>) {
    const previous = former();
    const next = recompile(previous, { ...environment, ...change });
    const keys = [...next.flags.keys()].filter(
      (key) => next.flags.get(key) !== previous.flags.get(key),
    );
    const others = [...next.segments.keys()].filter(
      (key) => next.segments.get(key) !== previous.segments.get(key),
    );
    return [...keys, ...others];
  }

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

  it('compiles those that ask a segment that changed, at any distance', () => {
    const changed = segments.map((each) => (each.key === 't' ? { ...each, include: ['y'] } : each));
    expect(compiledAnew({ segments: changed as never })).toEqual(['d', 's', 't']);
  });

  it('compiles those that ask a segment that is gone', () => {
    const left = segments.filter(({ key }) => key !== 's');
    expect(compiledAnew({ segments: left })).toEqual(['d']);
  });

  it('leaves that one as it was', () => {
    const previous = former();
    recompile(previous, { flags: with_('c', { enabled: false }).slice(1), segments: [] });
    for (const flag of flags) expect(previous.flags.get(flag.key)?.config).toBe(flag);
    for (const segment of segments) {
      expect(previous.segments.get(segment.key)?.config).toBe(segment);
    }
    expect([...previous.flags.keys()].sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('has those that ask answer as the flag asked does now', () => {
    const previous = former();
    const next = recompile(previous, { flags: with_('c', { enabled: false }), segments });
    const failed = (prerequisite: string) => ({ variant: 'off', flagMetadata: { prerequisite } });
    expect(evaluate(next, 'a', {}, 0)).toMatchObject(failed('b'));
    expect(evaluate(next, 'b', {}, 0)).toMatchObject(failed('c'));
    expect(evaluate(previous, 'a', {}, 0)).toMatchObject({ variant: 'on' });
    const again = recompile(next, environment);
    expect(evaluate(again, 'a', {}, 0)).toMatchObject({ variant: 'on' });
  });

  it('has its optional parts', () => {
    const previous = former();
    const flag = aFlagWhen({ attribute: 'plan', operator: 'matches', values: ['^p'] });
    const next = recompile(previous, { flags: [flag], segments: [] });
    expect(next.parts).toBe(previous.parts);
    expect(evaluate(next, flag.key, { plan: 'pro' }, 0).variant).toBe('on');
  });
});

describe('compiling revision after revision', () => {
  it('compiles all that ask the same flag or segment, since whichever revision', () => {
    const ask = (key: string) => [
      asks('c', `${key}-flag`),
      aFlagWhen({ segment: 'u' }, { key: `${key}-segment` }),
    ];
    const first = { flags: [...flags, ...ask('p'), ...ask('q')], segments };
    const second = { ...first, flags: [...first.flags, ...ask('r')] };
    const previous = recompile(compile(first, parts), second);
    const changed = {
      flags: second.flags.map((flag) => (flag.key === 'c' ? { ...flag, version: 2 } : flag)),
      segments: segments.map((each) => (each.key === 'u' ? { ...each, include: ['y'] } : each)),
    };
    const next = recompile(previous, changed);
    const anew = [...next.flags.keys()].filter(
      (key) => next.flags.get(key) !== previous.flags.get(key),
    );
    expect(anew.filter((key) => /^[pqr]-/.test(key))).toEqual(
      [...ask('p'), ...ask('q'), ...ask('r')].map(({ key }) => key),
    );
  });

  it('compiles who has begun to ask a flag, and no longer who has stopped', () => {
    const revision = (e: Flag, c: Flag, former: CompiledSnapshot) => {
      const now = flags.map((flag) => [e, c].find(({ key }) => key === flag.key) ?? flag);
      return recompile(former, { flags: now, segments });
    };
    const [c, off] = [aFlag({ key: 'c' }), aFlag({ key: 'c', enabled: false })];
    const [alone, asking] = [aFlag({ key: 'e' }), asks('c', 'e')];
    const begun = revision(asking, c, compile(environment, parts));
    const stopped = revision(alone, c, begun);
    expect(evaluate(begun, 'e', {}, 0).variant).toBe('on');
    expect(evaluate(revision(asking, off, begun), 'e', {}, 0).variant).toBe('off');
    expect(revision(alone, off, stopped).flags.get('e')).toBe(stopped.flags.get('e'));
  });

  it('knows all who ask a flag, whoever has begun or stopped', () => {
    const revision = (former: CompiledSnapshot, ...list: Flag[]) =>
      recompile(former, { flags: list, segments: [] });
    const [p, w, x] = [aFlag({ key: 'p' }), asks('p', 'w'), asks('p', 'x')];
    const [alone, y, z] = [aFlag({ key: 'x' }), asks('p', 'y'), asks('p', 'z')];
    const first = compile({ flags: [p, w, x, y], segments: [] }, parts);
    const second = revision(first, p, w, alone, y, z);
    const third = revision(second, { ...p, version: 2 }, w, alone, y, z);
    const anew = [...third.flags.keys()].filter(
      (key) => third.flags.get(key) !== second.flags.get(key),
    );
    expect(anew.sort()).toEqual(['p', 'w', 'y', 'z']);
  });

  it('keeps account of the flags that look at the time', () => {
    const beginning = (key: string) =>
      aRulesFlag(
        { rules: [{ id: 'r1', from: '2026-01-01T00:00:00Z', serve: { variant: 'on' } }] },
        { key },
      );
    const revision = (former: CompiledSnapshot, ...list: Flag[]) =>
      recompile(former, { flags: list, segments: [] });
    const [a, b, c] = [beginning('a'), beginning('b'), beginning('c')];
    const first = compile({ flags: [a, b], segments: [] }, parts);
    const second = revision(first, aFlag({ key: 'a' }), b, c);
    expect(second.timed.map(({ config }) => config.key)).toEqual(['b', 'c']);
    expect(revision(second, aFlag({ key: 'a' }), b, c).timed).toBe(second.timed);
  });

  it('looks at all there is the first time only', () => {
    const second = recompile(compile(environment, parts), environment);
    let walks = 0;
    const values = () => {
      walks += 1;
      return new Map().values();
    };
    Object.assign(second.flags, { values });
    const third = recompile(second, { flags: with_('c', { version: 2 }), segments });
    expect(third.flags.size).toBe(5);
    expect(walks).toBe(0);
  });

  it('knows no cycle of which a member is gone', () => {
    const cycle = [asks('b', 'a'), asks('a', 'b')];
    const previous = compile({ flags: cycle, segments: [] }, parts);
    const next = recompile(previous, { flags: cycle.slice(1), segments: [] });
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
      recompile(previous, { flags, segments: [] });
      expect(looks).toBe(0);
    }
  });

  it('has of two flags with one key the last, in later revisions too', () => {
    const twice = [aFlag({ key: 'a' }), aFlag({ key: 'b' }), aFlag({ key: 'a', enabled: false })];
    const first = compile({ flags: twice, segments: [] }, parts);
    const second = recompile(first, { flags: twice.slice(1), segments: [] });
    for (const compiled of [first, second, recompile(second, { flags: twice, segments: [] })]) {
      expect([...compiled.flags.keys()].sort()).toEqual(['a', 'b']);
      expect(evaluate(compiled, 'a', {}, 0).reason).toBe('DISABLED');
    }
    expect(second.flags.get('a')).toBe(first.flags.get('a'));
  });

  it('does not fail on what is nested too deeply to be compared', () => {
    const deep = () => {
      let condition: Condition = { all: [] };
      for (let depth = 0; depth < 200_000; depth += 1) condition = { not: condition };
      return aFlagWhen(condition, { key: 'deep' });
    };
    const before = compile({ flags: [deep()], segments: [] }, parts);
    const after = recompile(before, { flags: [deep()], segments: [] });
    expect(after.flags.get('deep')).not.toBe(before.flags.get('deep'));
    expect(evaluate(after, 'deep', {}, 0).errorCode).toBe('PARSE_ERROR');
  });
});
