import { attributeReader } from './attribute-reader';
import { unitReader } from './unit-reader';

describe('an attribute', () => {
  const context = {
    plan: 'pro',
    a: { b: { c: 1 }, 'x.y': 2 },
    'a.d': 3,
    'a.e': { f: 4 },
    list: [1],
    nothing: null,
    userId: 'u1',
  };
  it.each([
    ['plan', 'pro'],
    ['a.b.c', 1],
    ['a.d', 3],
    ['a.e.f', 4],
    ['a.x.y', undefined],
    ['list.0', undefined],
    ['list.length', undefined],
    ['plan.length', undefined],
    ['nothing', null],
    ['nothing.b', undefined],
    ['a.b.c.d', undefined],
    ['constructor', undefined],
    ['constructor.name', undefined],
    ['a.constructor', undefined],
    ['__proto__', undefined],
    ['toString', undefined],
    ['targetingKey', 'u1'],
    ['userId', 'u1'],
  ])('"%s" is read as %j', (attribute, expected) => {
    expect(attributeReader(attribute)(context)).toEqual(expected);
  });

  it('is found as a member of its own even under a name that every object inherits', () => {
    const hostile = JSON.parse('{"__proto__": {"plan": "pro"}, "toString": "x"}');
    expect(attributeReader('__proto__')(hostile)).toEqual({ plan: 'pro' });
    expect(attributeReader('__proto__.plan')(hostile)).toBe('pro');
    expect(attributeReader('toString')(hostile)).toBe('x');
    expect(attributeReader('plan')(hostile)).toBeUndefined();
  });

  it('finds the longest root key with dots first', () => {
    const reader = attributeReader('a.b.c');
    expect(reader({ 'a.b.c': 1, 'a.b': { c: 2 }, a: { b: { c: 3 } } })).toBe(1);
    expect(reader({ 'a.b': { c: 2 }, a: { b: { c: 3 } } })).toBe(2);
    expect(reader({ a: { 'b.c': 4, b: { c: 3 } } })).toBe(3);
    expect(reader({ 'a.b.c': undefined, a: { b: { c: 3 } } })).toBe(3);
    expect(reader({ 'a.b.c': null, a: { b: { c: 3 } } })).toBeNull();
  });

  it('prefers targetingKey to userId, which stands in where that is absent or null', () => {
    const reader = attributeReader('targetingKey');
    expect(reader({ targetingKey: 't', userId: 'u' })).toBe('t');
    expect(reader({ targetingKey: '', userId: 'u' })).toBe('');
    expect(reader({ targetingKey: null, userId: 'u' })).toBe('u');
  });
});

describe('a unit', () => {
  it.each([
    ['text', 'text'],
    ['', ''],
    [42, '42'],
    [0.5, '0.5'],
    [-0, '0'],
    [1e21, '1e+21'],
    [true, 'true'],
    [false, 'false'],
    [NaN, undefined],
    [Infinity, undefined],
    [null, undefined],
    [['a'], undefined],
    [{ a: 1 }, undefined],
  ])('of %j is %j', (value, expected) => {
    expect(unitReader()({ targetingKey: value })).toBe(expected);
    expect(unitReader('id')({ id: value })).toBe(expected);
    expect(unitReader(['missing', 'id'])({ id: value })).toBe(expected);
  });

  it('is the first attribute of several that is present, even where that is none', () => {
    const reader = unitReader(['company', 'targetingKey']);
    expect(reader({ company: 'c', targetingKey: 't' })).toBe('c');
    expect(reader({ company: null, targetingKey: 't' })).toBe('t');
    expect(reader({ company: ['c'], targetingKey: 't' })).toBeUndefined();
    expect(reader({})).toBeUndefined();
  });
});
