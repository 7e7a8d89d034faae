import { ifMatchHolds, ifNoneMatchNames, strongTag } from './entity-tag';

const TAG = strongTag({ id: '0199a3c2', version: 7 }, 'e1');

describe('entity tags', () => {
  it('differ by row, version and epoch', () => {
    const tags = [
      TAG,
      strongTag({ id: '0199a3c2', version: 8 }, 'e1'),
      strongTag({ id: '0199a3c3', version: 7 }, 'e1'),
      strongTag({ id: '0199a3c2', version: 7 }, 'e2'),
    ];
    expect(new Set(tags).size).toBe(4);
  });

  it.each<[string, string | undefined, boolean]>([
    [TAG, TAG, true],
    [`"other", ${TAG}`, TAG, true],
    [`"other",${TAG}`, TAG, true],
    ['*', TAG, true],
    [' * ', TAG, true],
    ['*', undefined, false],
    [TAG, undefined, false],
    ['"other"', TAG, false],
    [`W/${TAG}`, TAG, false],
    ['', TAG, false],
    ['not a tag', TAG, false],
  ])('If-Match: %s holds for %s: %s', (header, present, holds) => {
    expect(ifMatchHolds(header, present)).toBe(holds);
  });

  it.each<[string, string | undefined, boolean]>([
    [TAG, TAG, true],
    [`W/${TAG}`, TAG, true],
    [TAG, `W/${TAG}`, true],
    [`"other", W/${TAG}`, TAG, true],
    ['*', TAG, true],
    ['*', undefined, false],
    ['"other"', TAG, false],
    [TAG, undefined, false],
    ['"a,b"', '"a,b"', true],
    ['"a', '"a', false],
  ])('If-None-Match: %s names %s: %s', (header, present, names) => {
    expect(ifNoneMatchNames(header, present)).toBe(names);
  });
});
