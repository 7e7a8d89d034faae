import {
  aFlag,
  anEnvironmentState,
  aSegment,
  type Inhabitants,
  needing,
  onlyFor,
} from '../testing/feature.builders';
import type { Change, Operation } from './change';
import { type EnvironmentState, merged, nothingKnown } from './environment-state';
import type { Flag } from './flag';
import { isSatisfied, type Needs, needsOf } from './needs';
import { referenceId } from './reference';

const changeOf = (...operations: Operation[]): Change => ({ environment: 'dev', operations });

/** What a store would answer to `needs` in an environment with these inhabitants. */
function answer(inhabitants: Inhabitants, needs: Needs): EnvironmentState {
  const all = anEnvironmentState('dev', inhabitants);
  const wanted = new Set(needs.references.map(referenceId));
  return {
    ...all,
    known: wanted,
    flags: new Map([...all.flags].filter(([key]) => wanted.has(`flag/${key}`))),
    segments: new Map([...all.segments].filter(([key]) => wanted.has(`segment/${key}`))),
    ids: new Map(
      needs.ids.map(({ key }) => [
        key,
        all.ids.get(key) ?? { include: new Set(), exclude: new Set() },
      ]),
    ),
    usedBy: new Map(
      needs.usersOf.map((used) => [referenceId(used), all.usedBy.get(referenceId(used)) ?? []]),
    ),
    elsewhere: new Map(needs.elsewhere.map((key) => [key, []])),
  };
}

/** Reads until nothing is missing; what was asked for, round by round. */
function rounds(inhabitants: Inhabitants, change: Change): string[][] {
  let state = nothingKnown('dev');
  const asked: string[][] = [];
  for (let needs = needsOf(change, state); !isSatisfied(needs); needs = needsOf(change, state)) {
    asked.push(
      [
        ...needs.references.map(referenceId),
        ...needs.ids.map(({ key }) => `ids of ${key}`),
        ...needs.usersOf.map((used) => `users of ${referenceId(used)}`),
      ].sort(),
    );
    state = merged(state, answer(inhabitants, needs));
    expect(asked.length).toBeLessThan(10);
  }
  return asked;
}

describe('what planning a change needs to know', () => {
  const variants = [
    { name: 'on', value: true },
    { name: 'off', value: false },
    { name: 'c', value: true },
  ];

  it('is the flag itself, for a simple strategy', () => {
    expect(rounds({}, changeOf({ kind: 'putFlag', key: 'a', set: { enabled: true } }))).toEqual([
      ['flag/a'],
    ]);
  });

  it('is nothing about what a flag stands on, for a change that does not touch it', () => {
    const flags = [aFlag('a', { strategy: onlyFor({ segment: 's' }) })];
    const toggle = changeOf({ kind: 'putFlag', key: 'a', set: { enabled: true, name: 'A' } });
    expect(rounds({ flags, segments: [aSegment('s')] }, toggle)).toEqual([['flag/a']]);
  });

  it('is all that a new strategy stands on, to any depth', () => {
    const flags: Flag[] = [
      aFlag('b', { strategy: needing('c') }),
      aFlag('c', { strategy: onlyFor({ segment: 's' }) }),
    ];
    const inhabitants = { flags, segments: [aSegment('s', { segment: 't' }), aSegment('t')] };
    const change = changeOf({ kind: 'putFlag', key: 'a', set: { strategy: needing('b') } });
    expect(rounds(inhabitants, change)).toEqual([
      ['flag/a'],
      ['flag/b'],
      ['flag/c'],
      ['segment/s'],
      ['segment/t'],
    ]);
  });

  it('is who uses what goes away, and what these stand on', () => {
    const flags = [aFlag('a'), aFlag('b', { strategy: needing('a') })];
    expect(rounds({ flags }, changeOf({ kind: 'deleteFlag', key: 'a' }))).toEqual([
      ['flag/a'],
      ['users of flag/a'],
      ['flag/b'],
    ]);
  });

  it('is who uses a flag that loses a variant, and not one that gains some', () => {
    const lose = changeOf({ kind: 'putFlag', key: 'a', set: { variants: variants.slice(0, 2) } });
    expect(rounds({ flags: [aFlag('a', { variants })] }, lose)).toEqual([
      ['flag/a'],
      ['users of flag/a'],
    ]);
    const gain = changeOf({ kind: 'putFlag', key: 'a', set: { variants } });
    expect(rounds({ flags: [aFlag('a')] }, gain)).toEqual([['flag/a']]);
  });

  it('is the ids that a segment’s change speaks of', () => {
    const add = changeOf({ kind: 'putSegment', key: 's', set: { include: { add: ['u'] } } });
    expect(rounds({ segments: [aSegment('s')] }, add)).toEqual([
      ['ids of s', 'segment/s'],
      ['users of segment/s'],
    ]);
    expect(needsOf(add, nothingKnown('dev')).ids).toEqual([{ key: 's', among: ['u'] }]);
    const whole = changeOf({ kind: 'putSegment', key: 's', set: { include: [] } });
    expect(needsOf(whole, nothingKnown('dev')).ids).toEqual([{ key: 's' }]);
    const name = changeOf({ kind: 'putSegment', key: 's', set: { name: 'S' } });
    expect(needsOf(name, nothingKnown('dev')).ids).toEqual([]);
  });

  it('is nothing more once it is clear that the change means nothing', () => {
    const wrong = changeOf({
      kind: 'putFlag',
      key: 'a',
      set: { strategy: { type: 'percentage', percentage: 200 } },
    });
    expect(rounds({}, wrong)).toEqual([['flag/a']]);
  });
});
