import type { FlagInput } from '@app/flag-engine/validation';
import { InvalidRequest } from '@app/kernel';
import {
  aFlag,
  anEnvironmentState,
  aSegment,
  type Inhabitants,
  needing,
  onlyFor,
} from '../testing/feature.builders';
import type { Operation } from './change';
import type { EnvironmentState } from './environment-state';
import { FlagNotFound, FlagValueTypeTaken, StillInUse } from './flag.errors';
import type { FlagPatch } from './flag-patch';
import type { Plan, PlanItem } from './plan';
import { planChange } from './plan-change';
import { SegmentNotFound } from './segment.errors';

const put = (key: string, set: FlagPatch = {}): Operation => ({ kind: 'putFlag', key, set });
const remove = (key: string): Operation => ({ kind: 'deleteFlag', key });

function plan(inhabitants: Inhabitants | EnvironmentState, ...operations: Operation[]): Plan {
  const state = 'known' in inhabitants ? inhabitants : anEnvironmentState('dev', inhabitants);
  return planChange({ environment: 'dev', operations }, state);
}

function items(planned: Plan): readonly PlanItem[] {
  if (planned.kind === 'planned') return planned.items;
  throw planned.refusal;
}

function refusal(planned: Plan): Error | undefined {
  return planned.kind === 'refused' ? planned.refusal : undefined;
}

function pointers(planned: Plan): string[] {
  const refused = refusal(planned);
  expect(refused).toBeInstanceOf(InvalidRequest);
  return (refused as InvalidRequest).problems.map(({ pointer }) => pointer);
}

describe('planning an upsert', () => {
  it('creates what is not there, with its defaults', () => {
    const [item] = items(plan({}, put('a')));
    expect(item).toMatchObject({
      kind: 'flag',
      action: 'create',
      after: { key: 'a', enabled: false, valueType: 'boolean', offVariant: 'off' },
    });
  });

  it('says field by field what it changes', () => {
    const before = aFlag('a', { name: 'A', strategy: { type: 'percentage', percentage: 20 } });
    const set = {
      name: null,
      enabled: true,
      strategy: { type: 'percentage', percentage: 30 },
    } as const;
    const [item] = items(plan({ flags: [before] }, put('a', set)));
    expect(item).toMatchObject({ action: 'update', before });
    expect(item?.changes).toEqual([
      { op: 'remove', path: '/name', before: 'A' },
      { op: 'replace', path: '/enabled', before: false, after: true },
      { op: 'replace', path: '/strategy/percentage', before: 20, after: 30 },
    ]);
  });

  it.each<[string, Omit<FlagInput, 'key'>, FlagPatch]>([
    ['says nothing', { name: 'A', tags: ['x'] }, {}],
    ['repeats what is there', { tags: ['x'], enabled: true }, { tags: ['x'], enabled: true }],
    [
      'writes members in another order',
      { strategy: { type: 'percentage', percentage: 5 } },
      { strategy: { percentage: 5, type: 'percentage' } },
    ],
    [
      'resets what is at its default',
      {},
      { name: null, tags: null, strategy: null, metadata: null },
    ],
    ['says "empty" of what is absent', {}, { tags: [], metadata: {} }],
    ['spells out a default', {}, { offVariant: 'off', valueType: 'boolean' }],
  ])('changes nothing when it %s', (_, before, set) => {
    const [item] = items(plan({ flags: [aFlag('a', before)] }, put('a', set)));
    expect(item).toMatchObject({ action: 'unchanged', changes: [] });
  });

  it('tells "no opinion" from "the default"', () => {
    const [item] = items(plan({ flags: [aFlag('a')] }, put('a', { offVariant: null })));
    expect(item?.changes).toEqual([
      { op: 'replace', path: '/offVariant', before: 'off', after: null },
    ]);
  });
});

describe('planning refuses', () => {
  it.each<[string, FlagPatch, string]>([
    [
      'a percentage beyond 100',
      { strategy: { type: 'percentage', percentage: 101 } },
      '#/strategy/percentage',
    ],
    ['a strategy that there is not', { strategy: { type: 'magic' } as never }, '#/strategy/type'],
    [
      'rules that are no list',
      { strategy: { type: 'rules', rules: 7 } as never },
      '#/strategy/rules',
    ],
    [
      'a variant that there is not',
      { strategy: { type: 'boolean', variant: 'blue' } },
      '#/strategy/variant',
    ],
    [
      'a segment that there is not',
      { strategy: onlyFor({ segment: 'nope' }) },
      '#/strategy/rules/0/when/segment',
    ],
    ['a flag that there is not', { strategy: needing('nope') }, '#/strategy/prerequisites/flag'],
    ['a flag that needs itself', { strategy: needing('a') }, '#'],
    ['a character that cannot be stored', { name: 'a\u0000' }, '#/name'],
    ['half of a surrogate pair', { tags: ['ok', '\ud83c'] }, '#/tags/1'],
  ])('%s, at its place', (_, set, pointer) => {
    expect(pointers(plan({}, put('a', set)))[0]).toBe(pointer);
  });

  it('names the place of a problem among several operations', () => {
    const set = { strategy: { type: 'percentage', percentage: -1 } } as const;
    expect(pointers(plan({}, put('a'), put('b', set)))).toEqual(['#/flags/b/strategy/percentage']);
  });

  it('a circle of prerequisites, key by key', () => {
    const flags = [
      aFlag('a'),
      aFlag('b', { strategy: needing('a') }),
      aFlag('c', { strategy: needing('b') }),
    ];
    const refused = refusal(plan({ flags }, put('a', { strategy: needing('c') })));
    expect(refused).toBeInstanceOf(InvalidRequest);
    const [problem] = (refused as InvalidRequest).problems;
    for (const key of ['a', 'b', 'c']) expect(problem?.detail).toContain(key);
  });

  it('to delete what is not there', () => {
    expect(refusal(plan({}, remove('a')))).toBeInstanceOf(FlagNotFound);
    expect(refusal(plan({}, { kind: 'deleteSegment', key: 's' }))).toBeInstanceOf(SegmentNotFound);
  });

  it('to delete what another flag or segment stands on, and names it', () => {
    const flags = [
      aFlag('a'),
      aFlag('b', { strategy: needing('a') }),
      aFlag('c', { strategy: onlyFor({ segment: 's' }) }),
    ];
    const segments = [aSegment('s'), aSegment('t', { segment: 's' })];
    const state = { flags, segments };
    expect(refusal(plan(state, remove('a')))?.message).toBe(
      'flag "a" is used by flag "b"; change that first.',
    );
    const refused = refusal(plan(state, { kind: 'deleteSegment', key: 's' }));
    expect(refused).toBeInstanceOf(StillInUse);
    expect(refused?.message).toContain('flag "c" and segment "t"');
  });

  it('but not when the same change takes the user away or changes it', () => {
    const flags = [aFlag('a'), aFlag('b', { strategy: needing('a') })];
    expect(items(plan({ flags }, remove('a'), remove('b')))).toHaveLength(2);
    expect(items(plan({ flags }, put('b', { strategy: null }), remove('a')))).toHaveLength(2);
  });

  it('to take a variant away that another flag names', () => {
    const variants = [
      { name: 'on', value: true },
      { name: 'off', value: false },
      { name: 'half', value: true },
    ];
    const flags = [aFlag('a', { variants }), aFlag('b', { strategy: needing('a', ['half']) })];
    const refused = refusal(plan({ flags }, put('a', { variants: variants.slice(0, 2) })));
    expect(refused).toBeInstanceOf(StillInUse);
  });

  it('another value type than the other environments have, and names them', () => {
    const state = {
      ...anEnvironmentState('dev'),
      declared: new Map([['a', 'boolean' as const]]),
      elsewhere: new Map([['a', ['staging', 'prod']]]),
    };
    const set = {
      valueType: 'number',
      variants: [{ name: 'one', value: 1 }],
      offVariant: null,
    } as const;
    const refused = refusal(plan(state, put('a', set)));
    expect(refused).toBeInstanceOf(FlagValueTypeTaken);
    expect(refused?.message).toContain('"staging", "prod"');
    expect(items(plan({ ...state, elsewhere: new Map() }, put('a', set)))).toHaveLength(1);
  });
});

describe('planning warns', () => {
  const warningsOf = (planned: Plan): string[] =>
    planned.kind === 'planned' ? planned.warnings.map(({ code }) => code) : [];

  it('of a segment that nothing uses, and only then', () => {
    const segment: Operation = { kind: 'putSegment', key: 's', set: { name: 'S' } };
    expect(warningsOf(plan({}, segment))).toEqual(['unused_segment']);
    const flags = [aFlag('a', { strategy: onlyFor({ segment: 's' }) })];
    expect(warningsOf(plan({ flags, segments: [aSegment('s')] }, segment))).toEqual([]);
  });

  it('of a client-visible flag that gives away a hidden one', () => {
    const flags = [aFlag('hidden'), aFlag('a', { strategy: needing('hidden') })];
    expect(warningsOf(plan({ flags }, put('a', { clientVisible: true })))).toEqual([
      'reveals_hidden_flag',
    ]);
  });

  it('of a variant that nothing serves', () => {
    const variants = [
      { name: 'on', value: true },
      { name: 'off', value: false },
      { name: 'idle', value: true },
    ];
    expect(warningsOf(plan({}, put('a', { variants })))).toEqual(['unserved_variant']);
  });
});
