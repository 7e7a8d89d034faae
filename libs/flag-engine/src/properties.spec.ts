import fc from 'fast-check';
import { toggleV1 } from './bucketing/bucket';
import { compile } from './compile/compile';
import type { CompiledSnapshot } from './compile/compiled-snapshot';
import { applyDelta } from './delta/apply-delta';
import { recompile } from './delta/recompile';
import { evaluate } from './evaluate';
import { explain } from './explanation/explain';
import { hashes } from './hashes';
import type { EvaluationContext } from './model/context';
import type { Flag } from './model/flag';
import type { Environment, Snapshot } from './model/snapshot';
import { nextChangeAt } from './next-change';
import { operators } from './operators';
import { anyContext, anyDelta, anyEnvironment, anyTime } from './testing/arbitraries';
import { aFlag, anEnvironment, aRulesFlag } from './testing/builders';

const parts = { operators, hashes };
const RUNS = { numRuns: 300 };

const aSnapshot = (environment: Environment): Snapshot => ({
  ...environment,
  schema: 1,
  tenant: 'zebra',
  environment: 'dev',
  epoch: 'e1',
  revision: 1,
});

const timedKeys = ({ timed }: CompiledSnapshot) => timed.map(({ config }) => config.key).sort();

/** Says of every key what an environment says that is compiled without a former one. */
function expectAsAnew(
  { snapshot, compiled }: { snapshot: Environment; compiled: CompiledSnapshot },
  context: EvaluationContext,
  now: number,
): void {
  const anew = compile(snapshot, parts);
  for (const key of ['a', 'b', 'c', 'd']) {
    expect(evaluate(compiled, key, context, now)).toEqual(evaluate(anew, key, context, now));
    expect(compiled.flags.get(key)?.problems).toEqual(anew.flags.get(key)?.problems);
  }
  expect([...compiled.flags.keys()].sort()).toEqual([...anew.flags.keys()].sort());
  expect([...compiled.segments.keys()].sort()).toEqual([...anew.segments.keys()].sort());
  expect(timedKeys(compiled)).toEqual(timedKeys(anew));
}

describe('whatever the environment, context and time', () => {
  const answers = (
    { flags, segments }: { flags: Flag[]; segments: never[] | object[] },
    context: object,
    now: number,
  ) => {
    const compiled = compile({ flags, segments: segments as never }, parts);
    return flags.map(({ key }) => evaluate(compiled, key, context as never, now));
  };

  it('the same question has the same answer', () => {
    fc.assert(
      fc.property(anyEnvironment, anyContext, anyTime, (environment, context, now) => {
        expect(answers(environment, context, now)).toEqual(answers(environment, context, now));
      }),
      RUNS,
    );
  });

  it('an environment that was serialised and parsed gives the same answers', () => {
    fc.assert(
      fc.property(anyEnvironment, anyContext, anyTime, (environment, context, now) => {
        const again = JSON.parse(JSON.stringify(environment)) as typeof environment;
        expect(answers(again, context, now)).toEqual(answers(environment, context, now));
      }),
      RUNS,
    );
  });

  it('an explanation has the answer of the evaluation, and is plain JSON', () => {
    fc.assert(
      fc.property(anyEnvironment, anyContext, anyTime, (environment, context, now) => {
        const compiled = compile(environment, parts);
        for (const { key } of environment.flags) {
          const explanation = explain(compiled, key, context, now);
          expect(explanation.result).toEqual(evaluate(compiled, key, context, now));
          expect(JSON.parse(JSON.stringify(explanation))).toMatchObject({ flag: key, now });
        }
      }),
      RUNS,
    );
  });

  it('an environment compiled from its former revision is the one compiled anew', () => {
    fc.assert(
      fc.property(
        anyEnvironment,
        anyEnvironment,
        anyContext,
        anyTime,
        (before, other, context, now) => {
          const [changed = aFlag()] = other.flags;
          const after = {
            flags: [{ ...changed, version: 2 }, ...before.flags.slice(1)],
            segments: [...before.segments.slice(1), ...other.segments.slice(0, 1)],
          };
          const reused = recompile(compile(before, parts), after);
          const anew = compile(after, parts);
          for (const { key } of after.flags) {
            expect(evaluate(reused, key, context, now)).toEqual(evaluate(anew, key, context, now));
          }
          expect(timedKeys(reused)).toEqual(timedKeys(anew));
        },
      ),
      RUNS,
    );
  });

  it('deltas applied one by one lead to what is compiled anew, and leave former revisions alone', () => {
    fc.assert(
      fc.property(
        anyEnvironment,
        fc.array(anyDelta, { maxLength: 6 }),
        anyContext,
        anyTime,
        (first, deltas, context, now) => {
          let snapshot = aSnapshot(first);
          let compiled = compile(snapshot, parts);
          const revisions = [{ snapshot, compiled }];
          for (const delta of deltas) {
            const { revision } = snapshot;
            snapshot = applyDelta(snapshot, { ...delta, since: revision, revision: revision + 1 });
            compiled = recompile(compiled, snapshot);
            revisions.push({ snapshot, compiled });
          }
          for (const revision of revisions) expectAsAnew(revision, context, now);
        },
      ),
      RUNS,
    );
  });

  it('is compiled from a former revision whatever the order of the lists, be a key there twice', () => {
    const anyFlags = fc.array(
      anyEnvironment.chain(({ flags }) => fc.constantFrom(...flags)),
      {
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(
        fc.array(anyFlags, { minLength: 2 }),
        anyContext,
        anyTime,
        (lists, context, now) => {
          let compiled: CompiledSnapshot | undefined;
          const known: Flag[] = [];
          for (const fresh of lists) {
            // Some are the objects of before, so that both ways of comparing are gone.
            const flags = [...fresh, ...known.slice(0, 3)];
            known.unshift(...fresh);
            const snapshot = { flags, segments: [] };
            compiled = compiled ? recompile(compiled, snapshot) : compile(snapshot, parts);
            expectAsAnew({ snapshot, compiled }, context, now);
          }
        },
      ),
      RUNS,
    );
  });

  it('an answer does not change because of edits to flags that it does not ask', () => {
    fc.assert(
      fc.property(
        anyEnvironment,
        anyEnvironment,
        anyContext,
        anyTime,
        (environment, other, context, now) => {
          const renamed = other.flags.map((flag) => ({ ...flag, key: `other-${flag.key}` }));
          const more = { ...environment, flags: [...renamed, ...environment.flags] };
          expect(answers(more, context, now).slice(renamed.length)).toEqual(
            answers(environment, context, now),
          );
        },
      ),
      RUNS,
    );
  });

  it('nothing changes before nextChangeAt says so', () => {
    fc.assert(
      fc.property(
        anyEnvironment,
        anyContext,
        anyTime,
        fc.nat(40 * 86_400_000),
        (environment, context, now, wait) => {
          const compiled = compile(environment, parts);
          for (const { key } of environment.flags) {
            const next = nextChangeAt(compiled, now, { flag: key, context }) ?? Infinity;
            const later = Math.min(now + wait, next - 1);
            expect(evaluate(compiled, key, context, later)).toEqual(
              evaluate(compiled, key, context, now),
            );
            expect(nextChangeAt(compiled, now) ?? Infinity).toBeLessThanOrEqual(next);
          }
        },
      ),
      RUNS,
    );
  });
});

describe('buckets', () => {
  const UNITS = 1_000_000;
  it('of a million units are spread evenly: chi-square over a thousand classes', () => {
    const bucketOf = toggleV1('flag');
    const counts = new Uint32Array(1000);
    for (let unit = 0; unit < UNITS; unit += 1) {
      const index = Math.floor(bucketOf(`user-${unit}`) / 100);
      counts[index] = (counts[index] ?? 0) + 1;
    }
    const expected = UNITS / counts.length;
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 999 degrees of freedom: above 1143 once in a thousand times, below 862 as rarely.
    expect(chiSquare).toBeGreaterThan(862);
    expect(chiSquare).toBeLessThan(1143);
  });

  it('of a rollout and of the split behind it are independent', () => {
    const [rollout, split] = [toggleV1('flag'), toggleV1('flag/split')];
    const inside = [0, 0, 0, 0];
    for (let unit = 0; unit < 200_000; unit += 1) {
      if (rollout(`user-${unit}`) >= 20_000) continue;
      const quarter = Math.floor(split(`user-${unit}`) / 25_000);
      inside[quarter] = (inside[quarter] ?? 0) + 1;
    }
    for (const count of inside) expect(Math.abs(count / 10_000 - 1)).toBeLessThan(0.05);
  });
});

describe('a rollout that grows', () => {
  it('keeps everyone in who was in', () => {
    const at = (percentage: number) =>
      anEnvironment([aFlag({ strategy: { type: 'percentage', percentage } })]);
    const percentage = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(percentage, percentage, fc.string(), (one, other, targetingKey) => {
        const [less, more] = [one, other].sort((left, right) => left - right) as [number, number];
        const isOn = (share: number) =>
          evaluate(at(share), 'flag', { targetingKey }, 0).value === true;
        expect(isOn(less) && !isOn(more)).toBe(false);
      }),
      RUNS,
    );
  });
});

const VALUES: Record<string, string | number> = {
  greaterThan: 5,
  before: '2026-01-01T00:00:00Z',
  semverLessThan: '1.0.0',
};

describe('a hostile context', () => {
  const cyclic: Record<string, unknown> = { plan: 'pro' };
  cyclic['device'] = cyclic;
  cyclic['tags'] = [cyclic];
  const deep: Record<string, unknown> = {};
  let inner = deep;
  for (let depth = 0; depth < 100_000; depth += 1) inner = inner['device'] = {};
  const long = 'a'.repeat(20_000);

  it.each<[string, object]>([
    [
      '__proto__',
      JSON.parse(
        '{"__proto__": {"plan": "pro"}, "constructor": 1, "device": {"__proto__": {"os": 1}}}',
      ),
    ],
    ['no prototype', Object.assign(Object.create(null), { plan: 'pro' })],
    ['a cycle', cyclic],
    ['nesting', deep],
    ['NaN', { age: NaN, targetingKey: NaN, seen: Infinity, tags: [NaN, undefined] }],
    [
      'long texts',
      { targetingKey: long, plan: long, age: '1'.repeat(20_000), version: long, seen: long },
    ],
    [
      'long lists',
      {
        tags: Array.from({ length: 10_000 }, (_, index) => `t${index}`),
        plan: Array(10_000).fill(null),
      },
    ],
    [
      'other types',
      { plan: Symbol('x'), age: 5n, tags: () => 1, seen: new Date(0), version: new Map() },
    ],
    [
      'a throwing getter',
      Object.defineProperty({}, 'plan', {
        enumerable: true,
        get: () => {
          throw new Error('no');
        },
      }),
    ],
    [
      'a throwing proxy',
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('no');
          },
          getOwnPropertyDescriptor: () => {
            throw new Error('no');
          },
        },
      ),
    ],
    ['null', null as never],
    ['text', 'context' as never],
  ])('with %s makes no evaluation throw, nor take long', (_, context) => {
    fc.assert(
      fc.property(anyEnvironment, (environment) => {
        const compiled = compile(environment, parts);
        for (const { key } of environment.flags) {
          const result = evaluate(compiled, key, context as never, 1_770_000_000_000);
          expect(typeof result.reason).toBe('string');
          expect(explain(compiled, key, context as never, 1_770_000_000_000).result).toEqual(
            result,
          );
        }
      }),
      { numRuns: 25 },
    );
  });

  it('of a megabyte is read in the time that its size takes', () => {
    const compiled = anEnvironment([
      aRulesFlag({
        rules: ['matches', 'contains', 'startsWith', 'greaterThan', 'before', 'semverLessThan'].map(
          (operator, index) => ({
            id: `r${index}`,
            when: {
              attribute: 'plan',
              operator,
              values: [VALUES[operator] ?? 'bb'],
              ignoreCase: true,
            },
            serve: { variant: 'on' },
          }),
        ),
        fallthrough: { split: [{ variant: 'off', weight: 100 }] },
      }),
    ]);
    const megabyte = 'a'.repeat(1_000_000);
    const context = { plan: megabyte, targetingKey: `${megabyte}é` };
    expect(evaluate(compiled, 'flag', context, 0)).toMatchObject({ value: false, reason: 'SPLIT' });
  });

  it('costs what its size is, whatever the regular expression', () => {
    const when = { attribute: 'plan', operator: 'matches', values: ['(a*)*b', '(a|aa)+$x'] };
    const compiled = anEnvironment([
      aRulesFlag({ rules: [{ id: 'r1', when, serve: { variant: 'on' } }] }),
    ]);
    expect(evaluate(compiled, 'flag', { plan: 'a'.repeat(20_000) }, 0)).toMatchObject({
      value: false,
    });
  });
});
