import fc from 'fast-check';
import type { Segment } from '../model/segment';
import type { Snapshot } from '../model/snapshot';
import type { SnapshotDelta } from '../model/snapshot-delta';
import { aFlag } from '../testing/builders';
import { applyDelta } from './apply-delta';

const flag = (key: string, version = 1) => ({ ...aFlag({ key }), version });

function aSnapshot(more: Partial<Snapshot> = {}): Snapshot {
  return {
    schema: 1,
    tenant: 'zebra',
    environment: 'dev',
    epoch: 'e1',
    revision: 4,
    flags: ['a', 'c', 'e'].map((key) => flag(key)),
    segments: [{ key: 's', include: ['u1', 'u2'], exclude: ['u3'] }],
    ...more,
  };
}

function aDelta(more: Partial<SnapshotDelta> = {}): SnapshotDelta {
  return {
    schema: 1,
    tenant: 'zebra',
    environment: 'dev',
    epoch: 'e1',
    since: 4,
    revision: 6,
    flags: [],
    deletedFlags: [],
    segments: [],
    deletedSegments: [],
    ...more,
  };
}

const NOTHING = { add: [], remove: [] };

describe('applying a delta', () => {
  it('takes what it does not speak of over, the same objects', () => {
    const before = aSnapshot();
    const after = applyDelta(before, aDelta({ flags: [flag('c', 2)] }));
    expect(after.revision).toBe(6);
    expect(after.flags[0]).toBe(before.flags[0]);
    expect(after.flags[2]).toBe(before.flags[2]);
    expect(after.flags[1]).toEqual(flag('c', 2));
    expect(after.segments).toBe(before.segments);
  });

  it('puts new flags in their place by key, and takes deleted ones out', () => {
    const delta = aDelta({ flags: [flag('z'), flag('b'), flag('A')], deletedFlags: ['e', 'none'] });
    const keys = applyDelta(aSnapshot(), delta).flags.map(({ key }) => key);
    expect(keys).toEqual(['A', 'a', 'b', 'c', 'z']);
  });

  it('keeps what was deleted and then written again', () => {
    const delta = aDelta({ flags: [flag('c', 2)], deletedFlags: ['a', 'c'] });
    expect(applyDelta(aSnapshot(), delta).flags).toEqual([flag('c', 2), flag('e')]);
  });

  it('lets ids join and leave a segment', () => {
    const segment = {
      key: 's',
      name: 'renamed',
      anew: false,
      include: { add: ['u9'], remove: ['u1'] },
      exclude: NOTHING,
    };
    const { segments } = applyDelta(aSnapshot(), aDelta({ segments: [segment] }));
    expect(segments).toEqual([
      { key: 's', name: 'renamed', include: ['u2', 'u9'], exclude: ['u3'] },
    ]);
  });

  it('takes a list of ids that it leaves alone over, the same list', () => {
    const before = aSnapshot();
    const segment = {
      key: 's',
      anew: false,
      include: { add: ['u9'], remove: [] },
      exclude: NOTHING,
    };
    const after = applyDelta(before, aDelta({ segments: [segment] }));
    expect(after.segments[0]?.exclude).toBe(before.segments[0]?.exclude);
    expect(after.segments[0]?.include).toEqual(['u1', 'u2', 'u9']);
  });

  it('begins a segment anew when it is told so, and when it is new', () => {
    const again = { key: 's', anew: true, include: { add: ['x'], remove: [] }, exclude: NOTHING };
    const other = { ...again, key: 'b' };
    const { segments } = applyDelta(aSnapshot(), aDelta({ segments: [again, other] }));
    expect(segments).toEqual([
      { key: 'b', include: ['x'], exclude: [] },
      { key: 's', include: ['x'], exclude: [] },
    ]);
  });

  it('takes deleted segments out', () => {
    expect(applyDelta(aSnapshot(), aDelta({ deletedSegments: ['s'] })).segments).toEqual([]);
  });

  it.each([
    ['another epoch', { epoch: 'e0' }],
    ['a later revision', { since: 5 }],
    ['an earlier revision', { since: 3 }],
  ])('is refused from %s', (_, more) => {
    expect(() => applyDelta(aSnapshot(), aDelta(more))).toThrow(RangeError);
  });

  it('leads to the same list as writing it anew', () => {
    const keys = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 10 });
    fc.assert(
      fc.property(keys, keys, keys, (present, changed, gone) => {
        const deleted = gone.filter((key) => !changed.includes(key));
        const before = aSnapshot({ flags: [...present].sort().map((key) => flag(key)) });
        const delta = aDelta({
          flags: changed.map((key) => flag(key, 2)),
          deletedFlags: deleted,
        });
        const expected = [...new Set([...present, ...changed])]
          .filter((key) => !deleted.includes(key))
          .sort()
          .map((key) => [key, changed.includes(key) ? 2 : 1]);
        const { flags } = applyDelta(before, delta);
        expect(flags.map(({ key, version }) => [key, version])).toEqual(expected);
      }),
    );
  });

  it('leads to the same ids as writing them anew', () => {
    const ids = fc.uniqueArray(fc.constantFrom(...'pqrstuvw'));
    fc.assert(
      fc.property(ids, ids, (before, after) => {
        const add = after.filter((id) => !before.includes(id));
        const remove = before.filter((id) => !after.includes(id));
        const segments: Segment[] = [{ key: 's', include: before, exclude: [] }];
        const delta = { key: 's', anew: false, include: { add, remove }, exclude: NOTHING };
        const [segment] = applyDelta(
          aSnapshot({ segments }),
          aDelta({ segments: [delta] }),
        ).segments;
        expect([...(segment?.include ?? [])].sort()).toEqual([...after].sort());
      }),
    );
  });
});
