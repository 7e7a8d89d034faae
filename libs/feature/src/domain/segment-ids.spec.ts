import fc from 'fast-check';
import { idsDeltas, type PresentIds } from './segment-ids';
import type { IdsPatch } from './segment-patch';

const present = (...include: string[]): PresentIds => ({
  include: new Set(include),
  exclude: new Set(),
});
const delta = (patch: IdsPatch | null | undefined, ...ids: string[]) =>
  idsDeltas(patch === undefined ? {} : { include: patch }, present(...ids)).include;

describe('what becomes of a list of ids', () => {
  it.each<[string, IdsPatch | null | undefined, string[], string[], string[]]>([
    ['absent leaves it', undefined, ['a'], [], []],
    ['null empties it', null, ['a', 'b'], [], ['a', 'b']],
    ['a list replaces it', ['b', 'c'], ['a', 'b'], ['c'], ['a']],
    ['ids join once', { add: ['c', 'c', 'a'] }, ['a'], ['c'], []],
    ['ids leave that are there', { remove: ['a', 'x'] }, ['a'], [], ['a']],
    ['an id told to do both leaves', { add: ['a', 'b'], remove: ['a', 'b'] }, ['a'], [], ['a']],
  ])('%s', (_, patch, ids, added, removed) => {
    expect(delta(patch, ...ids)).toEqual({ added, removed });
  });

  it('is the same whether all ids are known or only those spoken of', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
    fc.assert(
      fc.property(ids, ids, ids, (all, add, remove) => {
        const spoken = new Set([...add, ...remove]);
        const known = all.filter((id) => spoken.has(id));
        expect(delta({ add, remove }, ...known)).toEqual(delta({ add, remove }, ...all));
      }),
    );
  });

  it('adds up: what was, plus what joined, minus what left', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
    fc.assert(
      fc.property(ids, ids, (before, wanted) => {
        const { added, removed } = delta(wanted, ...before);
        const after = new Set([...before, ...added]);
        removed.forEach((id) => after.delete(id));
        expect(after).toEqual(new Set(wanted));
      }),
    );
  });
});
