import { coreOperators } from '../../comparisons/core-operators';
import { operators } from '../../operators';
import { BUCKETING, BY, HASH, KEY, PERCENTAGE, SEED, VARIANT_NAME } from './common.schema';
import { has, hasOneOf, type JsonSchema, object, ref, union } from './json-schema';
import { LIMITS } from './limits';

const PRESENCE = ['exists', 'notExists', 'isEmpty', 'isNotEmpty'];
const HASHED = ['hashedIn', 'notHashedIn'];
/** Every operator there is. */
export const OPERATOR_NAMES = [...Object.keys({ ...coreOperators, ...operators }), 'inPercentage'];

const OWN = [...PRESENCE, ...HASHED, 'modulo', 'inPercentage'];
const WITH_VALUES = OPERATOR_NAMES.filter((name) => !OWN.includes(name));

const attribute: JsonSchema = {
  description:
    'The attribute to compare: a dotted path into the context; a root key that itself contains a dot is found first. "$now" is the evaluation time, for date operators only.',
  type: 'string',
  minLength: 1,
  maxLength: LIMITS.textLength,
  examples: ['plan', 'device.os'],
};
const ignoreCase: JsonSchema = {
  description: 'Folds case (Unicode lower case) in every comparison of strings.',
  type: 'boolean',
  default: false,
};
const values: JsonSchema = {
  description: 'What to compare with; any of them suffices, unless the operator says otherwise.',
  type: 'array',
  items: { description: 'A value.' },
  maxItems: LIMITS.values,
};

function operator(names: readonly string[]): JsonSchema {
  return { description: 'How the attribute is compared.', type: 'string', enum: names };
}

function conditions(description: string): JsonSchema {
  return { description, type: 'array', items: ref('Condition'), maxItems: LIMITS.conditions };
}

/** Conditions and comparisons, by the names that references use. */
export const conditionSchemas: Readonly<Record<string, JsonSchema>> = {
  Condition: union('What a context must fulfil.', [
    { given: has('all'), use: ref('AllCondition') },
    { given: has('any'), use: ref('AnyCondition') },
    { given: has('not'), use: ref('NotCondition') },
    { given: has('segment'), use: ref('SegmentCondition') },
    { given: has('flag'), use: ref('FlagCondition') },
    { given: hasOneOf('operator', PRESENCE), use: ref('PresenceComparison') },
    { given: hasOneOf('operator', ['modulo']), use: ref('ModuloComparison') },
    { given: hasOneOf('operator', ['inPercentage']), use: ref('PercentageComparison') },
    { given: hasOneOf('operator', HASHED), use: ref('HashedComparison') },
    { use: ref('ValuesComparison') },
  ]),
  AllCondition: object(
    'Holds when every condition does; without conditions too.',
    {
      all: conditions('Read in this order, until one does not hold.'),
    },
    ['all'],
  ),
  AnyCondition: object(
    'Holds when one of the conditions does; never without conditions.',
    {
      any: conditions('Read in this order, until one holds.'),
    },
    ['any'],
  ),
  NotCondition: object('Holds when the condition does not.', { not: ref('Condition') }, ['not']),
  SegmentCondition: object(
    'Holds for the members of a segment of this environment.',
    {
      segment: { ...KEY, description: 'The key of the segment.' },
    },
    ['segment'],
  ),
  FlagCondition: object(
    'Holds when another flag of this environment gives one of these answers. Not in segments.',
    {
      flag: { ...KEY, description: 'The key of the other flag.' },
      variants: {
        description: 'The variants that will do; any but its "offVariant" when absent.',
        type: 'array',
        items: VARIANT_NAME,
        minItems: 1,
        maxItems: LIMITS.variants,
      },
    },
    ['flag'],
  ),
  ValuesComparison: object(
    'Compares an attribute with values. False where the attribute is missing.',
    {
      attribute,
      operator: operator(WITH_VALUES),
      values,
      ignoreCase,
    },
    ['attribute', 'operator', 'values'],
  ),
  PresenceComparison: object(
    'Looks whether an attribute is there, or empty. Takes no values.',
    {
      attribute,
      operator: operator(PRESENCE),
    },
    ['attribute', 'operator'],
  ),
  ModuloComparison: object(
    'Holds when the attribute divided by "divisor" leaves "remainder".',
    {
      attribute,
      operator: operator(['modulo']),
      divisor: { description: 'Above 0.', type: 'number', examples: [10] },
      remainder: { description: 'From 0 to below the divisor.', type: 'number', examples: [3] },
    },
    ['attribute', 'operator', 'divisor', 'remainder'],
  ),
  PercentageComparison: object(
    'Holds for a stable share of units. False without its unit.',
    {
      operator: operator(['inPercentage']),
      percentage: PERCENTAGE,
      ...BUCKETING,
      by: BY,
      attribute: { ...attribute, description: 'Another way to write "by".' },
      seed: SEED,
      hash: HASH,
    },
    ['operator', 'percentage'],
  ),
  HashedComparison: object(
    'Looks an attribute up among hashed values, so that a snapshot does not say who is listed.',
    {
      attribute,
      operator: operator(HASHED),
      values: {
        ...values,
        description: 'SHA-256 of salt and value, each as 64 lower-case hexadecimal digits.',
        items: { description: 'A digest.', type: 'string' },
      },
      salt: {
        description: 'Written before the value when it is hashed; empty when absent.',
        type: 'string',
        maxLength: LIMITS.textLength,
      },
      ignoreCase,
    },
    ['attribute', 'operator', 'values'],
  ),
};
