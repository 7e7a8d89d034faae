import fc from 'fast-check';
import { sameJson } from './same-json';

describe('sameJson', () => {
  it.each<[unknown, unknown, boolean]>([
    [1, 1, true],
    [1, '1', false],
    [null, null, true],
    [null, {}, false],
    [{}, null, false],
    [{}, 5, false],
    [5, {}, false],
    [[], {}, false],
    [{ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 }, true],
    [{ a: 1 }, { a: 2 }, false],
    [{ a: 1 }, { b: 1 }, false],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: undefined }, { b: undefined }, false],
    [[1, 2], [1, 3], false],
    [[1], [1, 2], false],
  ])('of %j and %j is %s', (left, right, expected) => {
    expect(sameJson(left, right)).toBe(expected);
  });

  it('holds for a copy', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        (value) => sameJson(value, JSON.parse(JSON.stringify(value))) || Object.is(value, -0),
      ),
    );
  });
});
