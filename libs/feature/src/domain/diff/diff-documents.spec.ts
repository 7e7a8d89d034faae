import type { JsonObject, JsonValue } from '@app/kernel';
import fc from 'fast-check';
import { applyChanges } from './apply-changes';
import { diffDocuments } from './diff-documents';
import { sameJson } from './same-json';

describe('the difference between two documents', () => {
  it('names the field that changed', () => {
    expect(
      diffDocuments(
        { enabled: false, strategy: { type: 'percentage', percentage: 20 } },
        { enabled: true, strategy: { type: 'percentage', percentage: 30 } },
      ),
    ).toEqual([
      { op: 'replace', path: '/enabled', before: false, after: true },
      { op: 'replace', path: '/strategy/percentage', before: 20, after: 30 },
    ]);
  });

  it('is empty when only the order of members differs', () => {
    expect(
      diffDocuments({ a: 1, b: [1, { c: 2, d: 3 }] }, { b: [1, { d: 3, c: 2 }], a: 1 }),
    ).toEqual([]);
  });

  it('says what came and what went', () => {
    expect(diffDocuments({ name: 'x' }, { description: 'y' })).toEqual([
      { op: 'remove', path: '/name', before: 'x' },
      { op: 'add', path: '/description', after: 'y' },
    ]);
  });

  it('calls a rule by its id, wherever it stands', () => {
    const rules = (...list: JsonValue[]): JsonObject => ({ strategy: { rules: list } });
    const first = { id: 'r1', serve: { variant: 'on' } };
    const second = { id: 'r2', serve: { variant: 'off' } };
    expect(
      diffDocuments(rules(first, second), rules(first, { id: 'r2', serve: { variant: 'on' } })),
    ).toEqual([
      { op: 'replace', path: '/strategy/rules/r2/serve/variant', before: 'off', after: 'on' },
    ]);
  });

  it('calls a moved rule a move, not a rewrite, and leaves the others alone', () => {
    const order = (...ids: string[]): JsonObject => ({ rules: ids.map((id) => ({ id })) });
    expect(diffDocuments(order('a', 'b', 'c', 'd'), order('d', 'a', 'b', 'c'))).toEqual([
      { op: 'move', path: '/rules/d', before: 3, after: 0 },
    ]);
  });

  it('says where a new rule stands unless that is the end', () => {
    const order = (...ids: string[]): JsonObject => ({ rules: ids.map((id) => ({ id })) });
    expect(diffDocuments(order('a'), order('b', 'a', 'c'))).toEqual([
      { op: 'add', path: '/rules/b', after: { id: 'b' } },
      { op: 'add', path: '/rules/c', after: { id: 'c' } },
      { op: 'move', path: '/rules/b', after: 0 },
    ]);
  });

  it('lists the ids that joined and left a list of texts', () => {
    expect(diffDocuments({ allow: ['u1', 'u2'] }, { allow: ['u2', 'u3'] })).toEqual([
      { op: 'remove', path: '/allow/u1', before: 'u1' },
      { op: 'add', path: '/allow/u3', after: 'u3' },
    ]);
  });

  it('replaces a list whose members have no names as a whole', () => {
    const before = { split: [{ variant: 'a', weight: 50 }] };
    const after = { split: [{ variant: 'a', weight: 100 }] };
    expect(diffDocuments(before, after)).toEqual([
      { op: 'replace', path: '/split', before: before.split, after: after.split },
    ]);
  });

  it('escapes names as RFC 6901 says', () => {
    expect(diffDocuments({ 'a/b~c': 1 }, { 'a/b~c': 2 })[0]?.path).toBe('/a~1b~0c');
  });

  it('costs no more than a moment for long lists', () => {
    const ids = (from: number): string[] =>
      Array.from({ length: 20_000 }, (_, i) => `u${from + i}`);
    const changes = diffDocuments({ allow: ids(0) }, { allow: ids(10_000) });
    expect(changes).toHaveLength(20_000);
  });

  it('turns before into after when it is applied', () => {
    fc.assert(
      fc.property(document, document, (before, after) => {
        const result = applyChanges(before, diffDocuments(before, after));
        return sameJson(result, after);
      }),
      { numRuns: 2000 },
    );
  });

  it('is empty between a document and itself, and only then', () => {
    fc.assert(
      fc.property(document, document, (before, after) => {
        expect(diffDocuments(before, before)).toEqual([]);
        expect(diffDocuments(before, after).length === 0).toBe(sameJson(before, after));
      }),
    );
  });
});

/** Few names and values, so that two documents have much in common. */
const name = fc.constantFrom('id', 'key', 'name', 'a', 'b', '', 'x/y', '~', '__proto__');
const text = fc.constantFrom('a', 'b', 'c', 'd', '', '0');
const { document } = fc.letrec<{ value: JsonValue; document: JsonObject }>((tie) => ({
  document: fc.dictionary(name, tie('value'), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    text,
    fc.constantFrom<JsonValue>(null, true, false, 0, 1),
    fc.uniqueArray(text, { maxLength: 5 }),
    fc.uniqueArray(fc.record({ id: text, v: fc.nat(2) }), {
      selector: ({ id }) => id,
      maxLength: 5,
    }),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('document'),
  ),
}));
