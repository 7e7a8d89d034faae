import fc from 'fast-check';
import { VersionedMap } from './versioned-map';

const anyChanges = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'd'),
  fc.option(fc.nat(9), { nil: undefined }),
);
/** What is changed, and in which of the versions so far. */
const anyHistory = fc.array(fc.tuple(anyChanges, fc.nat()), { maxLength: 12 });
const KEYS = ['a', 'b', 'c', 'd'];

function plainWith(
  plain: ReadonlyMap<string, number>,
  changes: Record<string, number | undefined>,
) {
  const merged = { ...Object.fromEntries(plain), ...changes };
  return new Map(
    Object.entries(merged).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

const sorted = (map: ReadonlyMap<string, number>) => [...map].sort();

describe('a versioned map', () => {
  it('has in every version what a copy of all would have, whichever it was made of', () => {
    fc.assert(
      fc.property(anyHistory, fc.array(fc.boolean()), (history, readWhole) => {
        const versions = [
          { map: VersionedMap.of(new Map<string, number>()), plain: new Map<string, number>() },
        ] as { map: VersionedMap<number>; plain: ReadonlyMap<string, number> }[];
        for (const [changes, at] of history) {
          const base = versions[versions.length - 1 - (at % versions.length)] ?? versions[0];
          if (base === undefined) return;
          versions.push({
            map: base.map.with(new Map(Object.entries(changes))),
            plain: plainWith(base.plain, changes),
          });
        }
        for (const [index, { map, plain }] of versions.entries()) {
          if (readWhole[index] === true) expect(sorted(map)).toEqual(sorted(plain));
          expect(KEYS.map((key) => map.get(key))).toEqual(KEYS.map((key) => plain.get(key)));
          expect(KEYS.map((key) => map.has(key))).toEqual(KEYS.map((key) => plain.has(key)));
          expect(map.size).toBe(plain.size);
        }
        for (const { map, plain } of versions) expect(sorted(map)).toEqual(sorted(plain));
      }),
    );
  });

  it('keeps the place of what is replaced, and has what is new at the end', () => {
    const first = VersionedMap.of(new Map<string, number>()).with(
      new Map(Object.entries({ a: 1, b: 2, c: 3 })),
    );
    const next = first.with(new Map(Object.entries({ d: 4, b: 5, a: undefined })));
    expect([...next.entries()]).toEqual([
      ['b', 5],
      ['c', 3],
      ['d', 4],
    ]);
    expect([...next.keys()]).toEqual(['b', 'c', 'd']);
    expect([...next.values()]).toEqual([5, 3, 4]);
    const visited: unknown[] = [];
    next.forEach((value, key) => visited.push([key, value]));
    expect(visited).toEqual([...next]);
  });

  it('is itself where nothing changes', () => {
    const map = VersionedMap.of(new Map<string, number>());
    expect(map.with(new Map())).toBe(map);
  });
});
