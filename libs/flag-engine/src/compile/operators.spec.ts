import { createHash } from 'node:crypto';
import type { Comparison } from '../model/condition';
import { answerOf, aFlagWhen, holds } from '../testing/builders';

const is = (operator: string, values?: Comparison['values'], more: Partial<Comparison> = {}) => ({
  attribute: 'a',
  operator,
  ...(values && { values }),
  ...more,
});

describe('operators', () => {
  type Row = [
    operator: string,
    values: Comparison['values'],
    attribute: unknown,
    expected: boolean,
  ];
  const rows: Row[] = [
    ['equals', ['x'], 'x', true],
    ['equals', ['x'], 'X', false],
    ['equals', ['x', 'y'], 'y', true],
    ['equals', [1], '1', false],
    ['equals', [true], true, true],
    ['equals', [{ a: [1, { b: 2 }] }], { a: [1, { b: 2 }] }, true],
    ['equals', [{ a: 1, b: 2 }], { b: 2, a: 1 }, true],
    ['equals', [{ a: 1 }], { a: 1, b: 2 }, false],
    ['equals', [{ a: 1, b: 2 }], { a: 1, c: 2 }, false],
    ['equals', [[1, 2]], [1, 2], true],
    ['equals', [[1, 2]], [2, 1], false],
    ['equals', [[1, 2]], [1, 2, 3], false],
    ['equals', [{ a: 1 }], [1], false],
    ['equals', [[1]], { 0: 1 }, false],
    ['equals', [[1, 2]], [1, 3], false],
    ['equals', [['1']], [1], false],
    ['in', [{ a: 1 }, { b: 2 }], { b: 2 }, true],
    ['in', [{ a: 1 }, 'x'], 'x', true],
    ['in', [{ a: 1 }, null], [null], true],
    ['notEquals', ['x'], 'y', true],
    ['notEquals', ['x'], 'x', false],
    ['in', ['a', 1, null, false], 1, true],
    ['in', ['a', 1, null, false], false, true],
    ['in', ['1', '2', '3', '4', '5', '6', '7', '8', '9'], '9', true],
    ['in', ['1', '2', '3', '4', '5', '6', '7', '8', '9'], 9, false],
    ['in', [], 'x', false],
    ['notIn', [], 'x', true],
    ['notIn', ['x'], 'y', true],
    ['notIn', ['x'], 'x', false],
    ['startsWith', ['ab', 'cd'], 'cde', true],
    ['startsWith', ['ab'], 'a', false],
    ['startsWith', [''], '', true],
    ['startsWith', ['1'], 12, false],
    ['notStartsWith', ['ab'], 'cde', true],
    ['notStartsWith', ['ab'], 'abc', false],
    ['notStartsWith', ['1'], 12, false],
    ['endsWith', ['.org', '.com'], 'a.com', true],
    ['endsWith', ['a.com'], '.com', false],
    ['endsWith', [''], 'x', true],
    ['endsWith', ['xab'], 'ab', false],
    ['endsWith', ['1'], 21, false],
    ['contains', ['1'], 21, false],
    ['contains', ['1', '2'], 21, false],
    ['notEndsWith', ['.org'], 'a.com', true],
    ['contains', ['x', 'b'], 'abc', true],
    ['contains', ['x'], 'abc', false],
    ['notContains', ['x'], 'abc', true],
    ['notContains', [], 'abc', true],
    ['notContains', ['1', '2'], 34, false],
    ['contains', [], 'abc', false],
    ['matches', ['b+'], 'abbc', true],
    ['matches', ['^b+$'], 'abbc', false],
    ['matches', ['(?i)B'], 'abc', true],
    ['matches', ['[[:digit:]]'], 'a1', true],
    ['matches', ['x', 'b+'], 'abc', true],
    ['matches', ['1'], 1, false],
    ['notMatches', ['^b'], 'abc', true],
    ['notMatches', ['^a'], 'abc', false],
    ['lessThan', [5], 4.9, true],
    ['lessThan', [5], 5, false],
    ['lessThan', [3, 5], 4, true],
    ['lessThan', [5], '4', true],
    ['lessThan', ['5'], 4, true],
    ['lessThan', [5], 'four', false],
    ['lessThan', [5], '', false],
    ['lessThan', [5], ' 4', false],
    ['lessThan', [50], '0x10', false],
    ['lessThan', [5], NaN, false],
    ['lessThan', [5], -Infinity, false],
    ['lessThan', [5], true, false],
    ['lessThan', [5], [['4']], false],
    ['lessThanOrEqual', [5], 5, true],
    ['lessThanOrEqual', [5], 5.1, false],
    ['lessThanOrEqual', [3, 5], 4, true],
    ['lessThan', [3, 5], 5, false],
    ['greaterThanOrEqual', [5, 9], 6, true],
    ['greaterThan', [5, 9], 5, false],
    ['greaterThan', [5], Infinity, false],
    ['greaterThan', [5], 5, false],
    ['greaterThan', [5], '5.01', true],
    ['greaterThan', [5, 9], 6, true],
    ['greaterThan', [5], '1e3', true],
    ['greaterThan', [5], '1e999', false],
    ['greaterThanOrEqual', [5], 5, true],
    ['greaterThanOrEqual', [5], 4.9, false],
    ['greaterThanOrEqual', [-5], '-5', true],
    ['between', [1, 1], 1, true],
    ['between', [1, 3], '2.5', true],
    ['between', [1, 3], 1, true],
    ['between', [1, 3], 3, true],
    ['between', [1, 3], 3.1, false],
    ['between', [1, 3], 0.9, false],
    ['before', ['2026-01-01T00:00:00Z'], '2025-12-31T23:59:59.999Z', true],
    ['before', ['2026-01-01T00:00:00Z'], '2026-01-01T01:00:00+01:00', false],
    ['before', [1000], 999, true],
    ['before', [1000], '999', false],
    ['before', ['2026-01-01T00:00:00Z'], '2025-12-31', false],
    ['before', ['2026-01-01T00:00:00Z'], '2025-12-31T00:00:00', false],
    ['after', ['2026-01-01T00:00:00Z'], '2026-01-01T00:00:00.001Z', true],
    ['after', ['2026-01-01T00:00:00Z'], '2026-01-01T00:00:00Z', false],
    ['after', ['2026-06-01T00:00:00Z', '2026-01-01T00:00:00Z'], '2026-02-01T00:00:00Z', true],
    [
      'betweenDates',
      ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'],
      '2026-02-01T00:00:00Z',
      true,
    ],
    [
      'betweenDates',
      ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'],
      '2026-01-01T00:00:00Z',
      true,
    ],
    [
      'betweenDates',
      ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'],
      '2026-02-01T00:00:00.001Z',
      false,
    ],
    ['betweenDates', [5, 5], 5, true],
    ['semverEquals', ['1.2.3'], 'v1.2.3', true],
    ['semverEquals', ['1.2'], '1.2.0', true],
    ['semverEquals', ['1'], '1.0.0+build.5', true],
    ['semverEquals', ['1.2.3'], '1.2.3-rc.1', false],
    ['semverEquals', ['1.2.3-rc.1'], '1.2.3', false],
    ['semverEquals', ['2.0.0', '1.2.3'], '1.2.3', true],
    ['semverEquals', ['2.0.0', '1.2.4'], '1.2.3', false],
    ['semverEquals', ['2.0.0', '1.2.4'], 'x', false],
    ['semverLessThan', ['1.2'], '1.2.0', false],
    ['semverLessThan', ['1.10.0'], '1.9.9', true],
    ['semverLessThan', ['1.2.1'], '1.2', true],
    ['semverLessThan', ['1.2.0'], '1', true],
    ['semverLessThan', ['1.0.0'], '1.0.0-alpha', true],
    ['semverLessThan', ['1.0.0-beta'], '1.0.0-alpha.9', true],
    ['semverLessThan', ['1.0.0-alpha.10'], '1.0.0-alpha.9', true],
    ['semverLessThan', ['1.0.0-alpha'], '1.0.0-1', true],
    ['semverLessThan', ['1.0.0-alpha.1'], '1.0.0-alpha', true],
    ['semverLessThan', ['2.0.0'], 1.5, false],
    ['semverLessThan', ['2.0.0'], '1.02.0', false],
    ['semverLessThan', ['2.0.0'], '1.2.3.4', false],
    ['semverLessThan', ['2.0.0'], '1..2', false],
    ['semverLessThan', ['2.0.0'], '', false],
    ['semverLessThanOrEqual', ['1.2'], '1.2.0', true],
    ['semverLessThanOrEqual', ['1.2'], '1.2.1', false],
    ['semverGreaterThan', ['1.2'], '1.2.1', true],
    ['semverGreaterThan', ['1.2.0-rc.1'], '1.2.0', true],
    ['semverGreaterThan', ['1.2.0-alpha'], '1.2.0-beta', true],
    ['semverGreaterThan', ['1.2.0-beta'], '1.2.0-alpha', false],
    ['semverGreaterThan', ['1.2.1'], '1.2', false],
    ['semverGreaterThan', ['1.2.1'], '1', false],
    ['semverGreaterThan', ['1.2.1'], '123456789012345', true],
    ['semverGreaterThan', ['1.2.1'], '99999999999999999999.0.0', false],
    ['semverGreaterThanOrEqual', ['1.2.1'], '2', true],
    ['semverSatisfies', ['^1.2'], 'v1.9', true],
    ['semverSatisfies', ['^1.2'], '2.0.0', false],
    ['semverSatisfies', ['~1.2', '>=3 <4'], '3.5.0', true],
    ['semverSatisfies', ['>=1 <3'], 'one', false],
    ['semverSatisfies', ['>=1 <3'], 2, false],
    ['includesAny', ['a', 'b'], ['x', 'b'], true],
    ['includesAny', ['a'], ['x'], false],
    ['includesAny', ['a'], 'a', false],
    ['includesAny', [{ k: 1 }], [{ k: 1 }], true],
    ['includesAll', ['a', 'b'], ['b', 'x', 'a'], true],
    ['includesAll', ['a', 'b'], ['a'], false],
    ['includesAll', [{ k: 1 }], [{ k: 1 }], true],
    ['includesAll', [], [], true],
    ['includesAll', [{ k: 1 }], [{ k: 2 }, { k: 1 }], true],
    ['includesAll', [{ k: 1 }], [{ k: 2 }], false],
    ['includesAll', ['a', { k: 1 }], ['a'], false],
    ['includesAll', [null, 1], [1, null], true],
    ['includesAll', [null], [1], false],
    ['includesNone', ['a'], ['x', 'a'], false],
    ['includesNone', ['a'], ['x'], true],
    ['includesNone', ['a'], ['a'], false],
    ['includesNone', ['a'], 'x', false],
    ['sizeEquals', [2], ['x', 'y'], true],
    ['sizeEquals', [1, 2], ['x', 'y'], true],
    ['sizeEquals', [2], ['x'], false],
    ['sizeEquals', [2], 'xy', false],
    ['sizeLessThan', [2], ['x'], true],
    ['sizeLessThan', [2], ['x', 'y'], false],
    ['sizeGreaterThan', [1], ['x', 'y'], true],
    ['sizeGreaterThan', [2], ['x', 'y'], false],
    ['inCidr', ['10.0.0.0/8'], '10.200.3.4', true],
    ['inCidr', ['10.0.0.0/8'], '11.0.0.1', false],
    ['inCidr', ['10.0.0.0/8', '2001:db8::/32'], '2001:db8::1', true],
    ['inCidr', ['10.0.0.0/8'], '::ffff:10.0.0.1', true],
    ['inCidr', ['::ffff:10.0.0.0/104'], '10.0.0.1', true],
    ['inCidr', ['10.0.0.1'], '10.0.0.1', true],
    ['inCidr', ['10.0.0.1'], '10.0.0.2', false],
    ['inCidr', ['0.0.0.0/0'], '203.0.113.9', true],
    ['inCidr', ['2001:db8:0:1::/64'], '2001:db8:0:1::9', true],
    ['inCidr', ['2001:db8:0:1::/64'], '2001:db8:0:2::9', false],
    ['inCidr', ['2001:db8::1'], '2001:db8::1', true],
    ['inCidr', ['2001:db8::1'], '2001:db8::2', false],
    ['inCidr', ['10.0.0.0/8'], '012.0.0.1', false],
    ['inCidr', ['10.0.0.0/8'], '10.1', false],
    ['inCidr', ['10.0.0.0/8'], 167772161, false],
  ];
  it.each(rows)('%s %j of %j is %s', (operator, values, attribute, expected) => {
    expect(holds(is(operator, values), { a: attribute })).toBe(expected);
  });

  it.each<[string, unknown, boolean]>([
    ['exists', 0, true],
    ['exists', '', true],
    ['exists', null, false],
    ['exists', undefined, false],
    ['notExists', null, true],
    ['notExists', undefined, true],
    ['notExists', false, false],
    ['exists', [null], true],
    ['isEmpty', undefined, true],
    ['isEmpty', null, true],
    ['isEmpty', '', true],
    ['isEmpty', [], true],
    ['isEmpty', {}, true],
    ['isEmpty', { a: 1 }, false],
    ['isEmpty', 0, false],
    ['isEmpty', false, false],
    ['isEmpty', ' ', false],
    ['isEmpty', [''], false],
    ['isNotEmpty', 'x', true],
    ['isNotEmpty', 0, true],
    ['isNotEmpty', '', false],
    ['isNotEmpty', [], false],
    ['isNotEmpty', undefined, false],
  ])('%s of %j is %s', (operator, attribute, expected) => {
    expect(holds(is(operator), { a: attribute })).toBe(expected);
  });

  it.each<[number, number, unknown, boolean]>([
    [10, 3, 13, true],
    [10, 3, '23', true],
    [10, 3, 12, false],
    [10, 0, 20, true],
    [10, 7, -3, true],
    [2, 0.5, 2.5, true],
    [10, 3, 'x', false],
  ])('modulo %d leaves %d of %j is %s', (divisor, remainder, attribute, expected) => {
    expect(holds(is('modulo', undefined, { divisor, remainder }), { a: attribute })).toBe(expected);
  });

  it('compares SHA-256 digests of salt and value', () => {
    const digests = ['pepperalice', 'pepper42'].map(digestOf);
    const listed = is('hashedIn', digests, { salt: 'pepper' });
    expect(holds(listed, { a: 'alice' })).toBe(true);
    expect(holds(listed, { a: 42 })).toBe(true);
    expect(holds(listed, { a: 'bob' })).toBe(false);
    expect(holds({ ...listed, operator: 'notHashedIn' }, { a: 'bob' })).toBe(true);
    expect(holds({ ...listed, operator: 'notHashedIn' }, { a: { b: 1 } })).toBe(false);
    expect(holds({ ...listed, ignoreCase: true }, { a: 'ALICE' })).toBe(true);
    expect(holds(listed, { a: 'ALICE' })).toBe(false);
  });

  describe('ignoreCase', () => {
    it.each<[string, Comparison['values'], unknown]>([
      ['equals', ['Straße'], 'STRAßE'],
      ['in', ['pro', 7], 'PRO'],
      ['in', [{ plan: ['Pro'] }], { plan: ['pRO'] }],
      ['equals', [['Pro', 7]], ['pRO', 7]],
      ['startsWith', ['AB'], 'aBc'],
      ['startsWith', ['AB', 'X'], 'aBc'],
      ['endsWith', ['BC'], 'aBc'],
      ['contains', ['B', 'X'], 'abc'],
      ['matches', ['^AB'], 'abc'],
      ['includesAny', ['X', 'A'], ['a']],
      ['includesAll', ['A', 7], ['a', 7]],
    ])('folds case for %s', (operator, values, attribute) => {
      expect(holds(is(operator, values, { ignoreCase: true }), { a: attribute })).toBe(true);
      expect(holds(is(operator, values), { a: attribute })).toBe(false);
    });

    it('folds to lower case, which is not the same as to upper case', () => {
      expect(holds(is('equals', ['ß'], { ignoreCase: true }), { a: 'SS' })).toBe(false);
      expect(holds(is('equals', [['1']], { ignoreCase: true }), { a: [1] })).toBe(false);
    });

    it('folds case for includesNone', () => {
      expect(holds(is('includesNone', ['A'], { ignoreCase: true }), { a: ['a'] })).toBe(false);
    });
  });

  describe('a list under an operator of another group', () => {
    it.each<[string, Comparison['values'], unknown, boolean]>([
      ['equals', ['b'], ['a', 'b'], true],
      ['notEquals', ['b'], ['a', 'b'], false],
      ['notIn', ['c'], ['a', 'b'], true],
      ['startsWith', ['b'], ['abc', 'bcd'], true],
      ['notStartsWith', ['z'], ['abc', 1], true],
      ['notStartsWith', ['z'], [], true],
      ['greaterThan', [5], [1, '7'], true],
      ['before', [1000], ['x', 5], true],
      ['semverEquals', ['1.0.0'], ['0.1.0', '1'], true],
      ['inCidr', ['10.0.0.0/8'], ['1.1.1.1', '10.1.1.1'], true],
      ['equals', [null], [null], true],
    ])('%s %j of %j is %s', (operator, values, attribute, expected) => {
      expect(holds(is(operator, values), { a: attribute })).toBe(expected);
    });
  });

  describe('the attribute of a comparison', () => {
    it('may be a path into the context', () => {
      const inPro = { attribute: 'account.plan', operator: 'equals', values: ['pro'] };
      expect(holds(inPro, { account: { plan: 'pro' } })).toBe(true);
      expect(holds(inPro, { account: { plan: 'free' } })).toBe(false);
    });

    it('may be the targeting key, for which the user id stands in', () => {
      const isAlice = { attribute: 'targetingKey', operator: 'equals', values: ['alice'] };
      expect(holds(isAlice, { targetingKey: 'alice' })).toBe(true);
      expect(holds(isAlice, { userId: 'alice' })).toBe(true);
      expect(holds(isAlice, { targetingKey: 'bob', userId: 'alice' })).toBe(false);
    });
  });

  describe('a missing attribute', () => {
    it.each([
      'notEquals',
      'notIn',
      'notStartsWith',
      'notMatches',
      'includesNone',
      'equals',
      'contains',
    ])('makes %s false, null being missing too', (operator) => {
      expect(holds(is(operator, ['x']), {})).toBe(false);
      expect(holds(is(operator, ['x']), { a: null })).toBe(false);
    });

    it('lets "not in" hold where that is what was written', () => {
      expect(holds({ not: is('in', ['x']) }, {})).toBe(true);
    });
  });

  it('answers PARSE_ERROR for an operator nobody knows, naming the place', () => {
    expect(answerOf(aFlagWhen(is('resembles', ['x'])), { a: 'x' })).toMatchObject({
      errorCode: 'PARSE_ERROR',
      errorMessage: expect.stringContaining('/strategy/rules/0/when/operator'),
    });
  });
});

/** SHA-256 by the platform, as an oracle. */
function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
