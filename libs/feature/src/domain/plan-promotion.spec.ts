import fc from 'fast-check';
import {
  aFlag,
  anEnvironmentState,
  aSegment,
  type Inhabitants,
  needing,
  onlyFor,
} from '../testing/feature.builders';
import type { EnvironmentState } from './environment-state';
import { flagDocument } from './flag';
import { planChange } from './plan-change';
import { planPromotion } from './plan-promotion';
import { type PromotionPlan, type PromotionRequest, wouldFail } from './promotion';

const DEFAULTS: PromotionRequest = {
  conflictPolicy: 'fail',
  keepEnabled: false,
  withDependencies: false,
};

function promote(
  source: Inhabitants,
  target: Inhabitants,
  request: Partial<PromotionRequest> = {},
): PromotionPlan {
  const ends = {
    source: anEnvironmentState('dev', source),
    target: anEnvironmentState('prod', target),
  };
  return planPromotion(ends, { ...DEFAULTS, ...request });
}

const actions = ({ items }: PromotionPlan): Record<string, string> =>
  Object.fromEntries(items.map(({ kind, key, action }) => [`${kind} ${key}`, action]));

const on = aFlag('checkout', { enabled: true });
const off = aFlag('checkout', { enabled: false });

describe('promoting a flag', () => {
  it('creates it where it is not there', () => {
    const plan = promote({ flags: [on] }, {});
    expect(actions(plan)).toEqual({ 'flag checkout': 'create' });
    expect(plan.summary).toEqual({ create: 1, update: 0, unchanged: 0, skip: 0, conflict: 0 });
    expect(plan.change.operations).toHaveLength(1);
  });

  it('leaves it alone where it is the same, whatever its version', () => {
    const plan = promote({ flags: [on] }, { flags: [{ ...on, version: 7, id: 'another' }] });
    expect(actions(plan)).toEqual({ 'flag checkout': 'unchanged' });
    expect(plan.change.operations).toEqual([]);
  });

  it.each([
    ['fail', 'conflict', true],
    ['skip', 'skip', false],
    ['overwrite', 'update', false],
  ] as const)(
    'which the target has otherwise, under %s, is %s',
    (conflictPolicy, action, fails) => {
      const plan = promote({ flags: [on] }, { flags: [off] }, { conflictPolicy });
      expect(actions(plan)).toEqual({ 'flag checkout': action });
      expect(wouldFail(plan)).toBe(fails);
      expect(plan.items[0]?.changes).toEqual([
        { op: 'replace', path: '/enabled', before: false, after: true },
      ]);
    },
  );

  it('does not touch flags that were not chosen, nor delete what the source lacks', () => {
    const plan = promote(
      { flags: [on, aFlag('other')] },
      { flags: [aFlag('only-there')] },
      { keys: ['checkout'] },
    );
    expect(actions(plan)).toEqual({ 'flag checkout': 'create' });
  });

  it('counts a key that is named twice once', () => {
    const plan = promote({ flags: [on] }, {}, { keys: ['checkout', 'checkout'] });
    expect(plan.items).toHaveLength(1);
  });

  describe('with keepEnabled', () => {
    const request = { keepEnabled: true, conflictPolicy: 'overwrite' } as const;

    it('leaves the switch of the target as it is', () => {
      const plan = promote(
        { flags: [aFlag('checkout', { enabled: true, name: 'New' })] },
        { flags: [off] },
        request,
      );
      expect(plan.items[0]?.changes).toEqual([{ op: 'add', path: '/name', after: 'New' }]);
    });

    it('sees no difference where only the switch differs', () => {
      expect(actions(promote({ flags: [on] }, { flags: [off] }, request))).toEqual({
        'flag checkout': 'unchanged',
      });
    });

    it('lets new flags arrive off', () => {
      const [operation] = promote({ flags: [on] }, {}, request).change.operations;
      expect(operation).toMatchObject({ kind: 'putFlag', set: { enabled: false } });
    });
  });
});

describe('promoting a flag that stands on others', () => {
  const user = aFlag('checkout', { strategy: onlyFor({ segment: 'testers' }) });
  const testers = aSegment('testers', { attribute: 'plan', operator: 'in', values: ['pro'] });
  const otherTesters = aSegment('testers', { attribute: 'plan', operator: 'in', values: ['team'] });

  it('is a conflict that names a missing segment, which is listed as well', () => {
    const plan = promote({ flags: [user], segments: [testers] }, {});
    expect(actions(plan)).toEqual({ 'flag checkout': 'conflict', 'segment testers': 'skip' });
    expect(plan.items[0]).toMatchObject({
      missing: [{ kind: 'segment', key: 'testers' }],
      reason: 'It needs segment "testers", which "prod" would not have as the source does.',
    });
    expect(plan.items[1]).toMatchObject({ dependency: true });
  });

  it('is a conflict where the segment is there and another one, even when overwriting', () => {
    const plan = promote(
      { flags: [user], segments: [testers] },
      { segments: [otherTesters] },
      { conflictPolicy: 'overwrite' },
    );
    expect(actions(plan)).toEqual({ 'flag checkout': 'conflict', 'segment testers': 'skip' });
  });

  it('is skipped with its reason when conflicts are', () => {
    const plan = promote({ flags: [user], segments: [testers] }, {}, { conflictPolicy: 'skip' });
    expect(actions(plan)).toEqual({ 'flag checkout': 'skip', 'segment testers': 'skip' });
    expect(plan.change.operations).toEqual([]);
  });

  it('takes what is missing along when told to', () => {
    const plan = promote({ flags: [user], segments: [testers] }, {}, { withDependencies: true });
    expect(actions(plan)).toEqual({ 'flag checkout': 'create', 'segment testers': 'create' });
  });

  it('does not mention a segment that is the same there', () => {
    const plan = promote({ flags: [user], segments: [testers] }, { segments: [testers] });
    expect(actions(plan)).toEqual({ 'flag checkout': 'create' });
  });

  it('holds segments to be different when they list different ids', () => {
    const plan = promote(
      { flags: [user], segments: [testers], include: { testers: ['alice'] } },
      { segments: [testers], include: { testers: ['bob'] } },
      { withDependencies: true, conflictPolicy: 'overwrite' },
    );
    expect(plan.items.find(({ kind }) => kind === 'segment')?.changes).toEqual([
      { op: 'remove', path: '/include', before: ['bob'] },
      { op: 'add', path: '/include', after: ['alice'] },
    ]);
  });

  it('follows prerequisites to any depth, and lets the whole chain wait for its end', () => {
    const flags = [
      aFlag('a', { strategy: needing('b') }),
      aFlag('b', { strategy: needing('c') }),
      aFlag('c', { strategy: onlyFor({ segment: 'testers' }) }),
    ];
    const source = { flags, segments: [testers] };
    expect(actions(promote(source, {}))).toEqual({
      'flag a': 'conflict',
      'flag b': 'conflict',
      'flag c': 'conflict',
      'segment testers': 'skip',
    });
    expect(actions(promote(source, {}, { keys: ['a'], withDependencies: true }))).toEqual({
      'flag a': 'create',
      'flag b': 'create',
      'flag c': 'create',
      'segment testers': 'create',
    });
  });

  it('needs no dependency carried along that was chosen itself', () => {
    const flags = [aFlag('a', { strategy: needing('b') }), aFlag('b', { enabled: true })];
    const plan = promote({ flags }, {});
    expect(actions(plan)).toEqual({ 'flag a': 'create', 'flag b': 'create' });
  });

  it('leaves behind what stands on something that is skipped', () => {
    const plan = promote(
      { flags: [aFlag('a', { strategy: needing('b') }), aFlag('b', { enabled: true })] },
      { flags: [aFlag('b', { enabled: false })] },
      { conflictPolicy: 'skip' },
    );
    expect(actions(plan)).toEqual({ 'flag a': 'skip', 'flag b': 'skip' });
  });
});

describe('any promotion', () => {
  const keys = ['a', 'b', 'c', 'd'] as const;
  /** Each flag may stand on flags before it, so that there is no cycle. */
  const inhabitants = fc
    .tuple(
      ...keys.map((_, index) =>
        fc.option(
          fc.record({ enabled: fc.boolean(), needs: fc.nat(index), segment: fc.boolean() }),
        ),
      ),
    )
    .map((made): Inhabitants => {
      const flags = made.flatMap((one, index) => {
        if (one === null) return [];
        const needed = keys[one.needs];
        const there = needed !== undefined && one.needs < index && made[one.needs] !== null;
        const strategy = there
          ? needing(needed)
          : one.segment
            ? onlyFor({ segment: 's' })
            : undefined;
        return aFlag(keys[index] as string, { enabled: one.enabled, strategy: strategy ?? null });
      });
      return { flags, segments: [aSegment('s', { attribute: 'x', operator: 'exists' })] };
    });
  const requests = fc.record({
    conflictPolicy: fc.constantFrom('fail' as const, 'skip' as const, 'overwrite' as const),
    keepEnabled: fc.boolean(),
    withDependencies: fc.boolean(),
  });

  it('that does not fail leaves what it wrote as the source has it, and applies cleanly', () => {
    fc.assert(
      fc.property(inhabitants, inhabitants, requests, (source, target, request) => {
        const from = anEnvironmentState('dev', source);
        const to = anEnvironmentState('prod', target);
        const plan = planPromotion({ source: from, target: to }, request);
        if (wouldFail(plan) || plan.change.operations.length === 0) return;
        const applied = planChange(plan.change, to);
        // A flag that only the target has can stand on a variant; here none is ever lost.
        expect(applied.kind).toBe('planned');
        if (applied.kind !== 'planned') return;
        for (const item of applied.items) {
          if (item.kind !== 'flag' || item.after === undefined) continue;
          expect(withoutSwitch(item.after)).toEqual(withoutSwitch(configOf(from, item.key)));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('onto an environment that is the same changes nothing', () => {
    fc.assert(
      fc.property(inhabitants, requests, (source, request) => {
        const plan = promote(source, source, request);
        expect(plan.items.every(({ action }) => action === 'unchanged')).toBe(true);
      }),
    );
  });
});

function configOf(state: EnvironmentState, key: string): object {
  return flagDocument(state.flags.get(key)!.config);
}

function withoutSwitch(config: object): object {
  return { ...config, enabled: undefined };
}
