import type { EvaluationContext } from './model/context';
import type { Flag } from './model/flag';
import { aFlag, answerOf, aRulesFlag } from './testing/builders';

/**
 * The cases of OpenFeature's evaluation Gherkin and of flagd's published semantics, as this engine's own: resolution of
 * each type with its details, context-aware evaluation, zero values, disabled flags, errors. (A type mismatch is the
 * provider's to find: it knows which type it was asked for.)
 */
const flagOf = (valueType: Flag['valueType'], values: object, more = {}) =>
  aFlag({
    key: `${valueType}-flag`,
    valueType,
    variants: Object.entries(values).map(([name, value]) => ({ name, value: value as never })),
    ...more,
  });

const template = { showImages: true, title: 'Check out these pics!', imagesPerPage: 100 };

describe('basic evaluation with details', () => {
  it.each<[string, Flag, unknown, string]>([
    ['boolean', flagOf('boolean', { on: true, off: false }), true, 'on'],
    ['string', flagOf('string', { greeting: 'hi', parting: 'bye' }), 'hi', 'greeting'],
    ['integer', flagOf('number', { ten: 10, one: 1 }), 10, 'ten'],
    ['float', flagOf('number', { half: 0.5, tenth: 0.1 }), 0.5, 'half'],
    ['object', flagOf('object', { template, empty: {} }), template, 'template'],
  ])('resolves a %s with its variant and reason STATIC', (_, flag, value, variant) => {
    expect(answerOf(flag)).toEqual({
      value,
      variant,
      reason: 'STATIC',
      flagMetadata: { version: 1 },
    });
  });
});

describe('context-aware evaluation', () => {
  const internalStaff = {
    all: [
      { attribute: 'fn', operator: 'equals', values: ['Sulisław'] },
      { attribute: 'ln', operator: 'equals', values: ['Świętopełk'] },
      { attribute: 'age', operator: 'equals', values: [29] },
      { attribute: 'customer', operator: 'equals', values: [false] },
    ],
  };
  const flag = aRulesFlag(
    {
      rules: [{ id: 'staff', when: internalStaff, serve: { variant: 'internal' } }],
      fallthrough: { variant: 'external' },
    },
    {
      key: 'context-aware',
      valueType: 'string',
      variants: [
        { name: 'internal', value: 'INTERNAL' },
        { name: 'external', value: 'EXTERNAL' },
      ],
    },
  );
  const person = { fn: 'Sulisław', ln: 'Świętopełk', age: 29, customer: false };

  it.each<[EvaluationContext, string, string]>([
    [person, 'INTERNAL', 'TARGETING_MATCH'],
    [{ ...person, customer: true }, 'EXTERNAL', 'DEFAULT'],
    [{}, 'EXTERNAL', 'DEFAULT'],
  ])('given %j resolves to %s', (context, value, reason) => {
    expect(answerOf(flag, context)).toMatchObject({ value, reason });
  });
});

describe('zero values', () => {
  const zeros = [
    ['boolean', { zero: false, other: true }, false],
    ['string', { zero: '', other: 'str' }, ''],
    ['number', { zero: 0, other: 1 }, 0],
    ['object', { zero: {}, other: { a: 1 } }, {}],
  ] as const;

  it.each(zeros)('of a %s are served like any other', (valueType, values, value) => {
    expect(answerOf(flagOf(valueType, values))).toMatchObject({
      value,
      variant: 'zero',
      reason: 'STATIC',
    });
  });

  it.each(zeros)('of a %s are served by targeting', (valueType, values, value) => {
    const when = { attribute: 'email', operator: 'equals', values: ['ballmer@macrosoft.com'] };
    const strategy = {
      type: 'rules' as const,
      rules: [{ id: 'r1', when, serve: { variant: 'zero' } }],
      fallthrough: { variant: 'other' },
    };
    const flag = flagOf(valueType, values, { strategy });
    expect(answerOf(flag, { email: 'ballmer@macrosoft.com' })).toMatchObject({
      value,
      reason: 'TARGETING_MATCH',
    });
    expect(answerOf(flag)).toMatchObject({ variant: 'other', reason: 'DEFAULT' });
  });
});

describe('a disabled flag', () => {
  it.each(['boolean', 'string', 'number', 'object'] as const)(
    'of type %s without offVariant has reason DISABLED and leaves the caller its own default',
    (valueType) => {
      const flag = flagOf(
        valueType,
        { a: { boolean: true, string: 'a', number: 1, object: {} }[valueType] },
        { enabled: false },
      );
      expect(answerOf(flag)).toEqual({ reason: 'DISABLED', flagMetadata: { version: 1 } });
    },
  );
});

describe('errors', () => {
  it('of a flag that is not there', () => {
    expect(answerOf([])).toEqual({
      reason: 'ERROR',
      errorCode: 'FLAG_NOT_FOUND',
      errorMessage: 'There is no flag "" in this environment.',
      flagMetadata: {},
    });
  });

  it('of a flag that cannot be parsed', () => {
    const flag = flagOf(
      'string',
      { a: 'A' },
      { strategy: { type: 'boolean', variant: 'missing' } },
    );
    expect(answerOf(flag)).toMatchObject({ reason: 'ERROR', errorCode: 'PARSE_ERROR' });
    expect(answerOf(flag)).not.toHaveProperty('value');
  });

  it('of a flag that needs a targeting key where none is given', () => {
    const flag = flagOf(
      'boolean',
      { on: true, off: false },
      { strategy: { type: 'percentage', percentage: 50 } },
    );
    expect(answerOf(flag, { email: 'a@b.c' })).toMatchObject({
      errorCode: 'TARGETING_KEY_MISSING',
    });
  });
});

describe('flag metadata', () => {
  it('is given back with every answer, errors included', () => {
    const metadata = { string: '1.0.2', integer: 2, float: 0.1, boolean: true };
    expect(answerOf(flagOf('boolean', { on: true }, { metadata })).flagMetadata).toEqual({
      ...metadata,
      version: 1,
    });
    const needy = flagOf(
      'boolean',
      { on: true },
      { metadata, strategy: { type: 'percentage', percentage: 1 } },
    );
    expect(answerOf(needy).flagMetadata).toEqual({ ...metadata, version: 1 });
    const broken = flagOf('boolean', { on: true }, { metadata, offVariant: 'x' });
    expect(answerOf(broken).flagMetadata).toEqual({ ...metadata, version: 1 });
  });
});
