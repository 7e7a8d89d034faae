import { createHash } from 'node:crypto';
import { type ContextSampling, covers, NO_SAMPLING } from './context-sampling';
import { reduceContext, reduceReported } from './reduce-context';

const PLACE = { tenant: 'zebra', environment: 'dev' };
const sampling = (more: Partial<ContextSampling> = {}): ContextSampling => ({
  ...NO_SAMPLING,
  enabled: true,
  attributes: ['plan', 'device.os', 'age', 'tags'],
  ...more,
});
const hashOf = (key: string) =>
  createHash('sha256').update(`zebra/dev/${key}`).digest('hex').slice(0, 32);
const keptHashOf = (key: string) => hashOf(hashOf(key));
const reduce = (context: object, more: Partial<ContextSampling> = {}) =>
  reduceContext(context as never, sampling(more), PLACE);

describe('what is kept of a context', () => {
  it('are the attributes named, scalars and lists of them, and nothing else', () => {
    const context = {
      plan: 'pro',
      age: 42,
      tags: ['a', 1, true],
      email: 'alice@example.com',
      device: { os: 'ios', serial: '123' },
    };
    expect(reduce(context)).toEqual({
      plan: 'pro',
      age: 42,
      tags: ['a', 1, true],
      'device.os': 'ios',
    });
  });

  it('is a root member of a dotted name before what the path leads to', () => {
    expect(reduce({ 'device.os': 'root', device: { os: 'path' } })).toEqual({
      'device.os': 'root',
    });
  });

  it.each([
    ['is nested', { name: 'pro' }],
    ['is a list with something nested', ['a', {}]],
    ['is a list that is too long', Array.from({ length: 21 }, () => 1)],
    ['is too long', 'x'.repeat(257)],
    ['is no number', Number.NaN],
    ['is null', null],
    ['cannot be stored', 'a\u0000b'],
    ['is half a character', '\ud800'],
  ])('is no value that %s', (_what, plan) => {
    expect(reduce({ plan, age: 1 })).toEqual({ age: 1 });
  });

  it('is nothing inherited', () => {
    expect(reduce({ age: 1 }, { attributes: ['constructor', 'toString.name', 'age'] })).toEqual({
      age: 1,
    });
  });

  it('is the targeting key as a hash, and as it is only where that is allowed', () => {
    expect(reduce({ targetingKey: 'alice' })).toEqual({ targetingKey: keptHashOf('alice') });
    expect(reduce({ userId: 'alice' })).toEqual({ targetingKey: keptHashOf('alice') });
    expect(reduce({ targetingKey: 'alice' }, { targetingKey: 'plain' })).toEqual({
      targetingKey: 'alice',
    });
  });

  it('is never the targeting key by the way of its other name', () => {
    expect(reduce({ userId: 'alice' }, { attributes: ['userId', 'targetingKey'] })).toEqual({
      targetingKey: keptHashOf('alice'),
    });
  });
});

describe('what is kept of a context that an SDK reports', () => {
  const reported = (context: object, more: Partial<ContextSampling> = {}) =>
    reduceReported(context as never, sampling(more), PLACE);

  it('is the same as of one that is evaluated here, where the SDK has hashed the targeting key', () => {
    const context = { targetingKey: 'alice', plan: 'pro', email: 'x' };
    expect(reported({ ...context, targetingKey: hashOf('alice') })).toEqual(reduce(context));
  });

  it.each(['alice', '5d41402abc4b2a76b9719d911017c592'])(
    'is a hash, though the SDK sent %s as it is',
    (key) => {
      expect(reported({ targetingKey: key })).toEqual({ targetingKey: hashOf(key) });
    },
  );

  it('is the targeting key as it is where that is allowed', () => {
    const plain = reported({ targetingKey: 'alice' }, { targetingKey: 'plain' });
    expect(plain).toEqual({ targetingKey: 'alice' });
  });
});

describe('an order', () => {
  const before = sampling({ attributes: ['a', 'b'] });

  it.each<[string, Partial<ContextSampling>]>([
    ['allows the same', {}],
    ['allows more attributes', { attributes: ['c', 'b', 'a'] }],
    ['allows plain keys', { targetingKey: 'plain' }],
    ['only changes how much and how long', { capacity: 1, expiresAfterSeconds: 60 }],
  ])('that %s leaves what is kept', (_what, more) => {
    expect(covers({ ...before, ...more }, before)).toBe(true);
  });

  it.each<[string, Partial<ContextSampling>]>([
    ['is switched off', { enabled: false }],
    ['allows fewer attributes', { attributes: ['a', 'c'] }],
  ])('that %s does not', (_what, more) => {
    expect(covers({ ...before, ...more }, before)).toBe(false);
  });

  it('that wants keys hashed does not leave plain ones', () => {
    expect(covers(before, { ...before, targetingKey: 'plain' })).toBe(false);
  });
});
