import { type JsonSchema, union } from './json-schema';
import { LIMITS } from './limits';

/** The key of a flag or segment. */
export const KEY: JsonSchema = {
  description:
    'Letters, digits, ".", "_" and "-", beginning with a letter or digit; at most 128 characters.',
  type: 'string',
  pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$',
  examples: ['checkout-redesign'],
};

export const NAME: JsonSchema = {
  description: 'For people; shown in the console.',
  type: 'string',
  maxLength: LIMITS.nameLength,
};

export const DESCRIPTION: JsonSchema = {
  description: 'For people: what it is for, and when it can go.',
  type: 'string',
  maxLength: LIMITS.descriptionLength,
};

const ATTRIBUTE: JsonSchema = {
  description: 'An attribute of the context, as a dotted path.',
  type: 'string',
  minLength: 1,
  maxLength: LIMITS.textLength,
};

export const BY: JsonSchema = union(
  'Whose id counts: an attribute of the context, or several of which the first that is present counts. "targetingKey" when absent.',
  [
    {
      given: { type: 'array' },
      use: {
        description: 'Attributes, in the order in which they are looked for.',
        type: 'array',
        items: ATTRIBUTE,
        minItems: 1,
        maxItems: 10,
      },
    },
    { use: ATTRIBUTE },
  ],
);

export const SEED: JsonSchema = {
  description:
    "What the unit is hashed with; derived from the flag's key when absent. The same seed gives the same buckets.",
  type: 'string',
  maxLength: LIMITS.textLength,
};

export const HASH: JsonSchema = {
  description:
    'The bucketing function; "toggle-v1" when absent. Others are for flags that moved in from another system.',
  type: 'string',
  minLength: 1,
  maxLength: 100,
  examples: ['toggle-v1', 'unleash', 'unleash-variant/1000', 'launchdarkly', 'growthbook-v2'],
};

/** `by`, `seed` and `hash`, wherever units are bucketed. */
export const BUCKETING = { by: BY, seed: SEED, hash: HASH };

export const PERCENTAGE: JsonSchema = {
  description: 'The share of units admitted, in percent; a thousandth is the smallest step.',
  type: 'number',
  minimum: 0,
  maximum: 100,
  examples: [12.5],
};

export const MOMENT: JsonSchema = {
  description: 'A date and time with zone (RFC 3339).',
  type: 'string',
  format: 'date-time',
  examples: ['2026-12-01T09:00:00Z'],
};

/** The name of one of the flag's variants. */
export const VARIANT_NAME: JsonSchema = {
  description: "The name of one of the flag's variants.",
  type: 'string',
  minLength: 1,
  maxLength: LIMITS.keyLength,
  examples: ['on'],
};

/** A list of individual ids. */
export function ids(description: string): JsonSchema {
  return {
    description,
    type: 'array',
    items: { description: 'An id.', type: 'string', maxLength: LIMITS.textLength },
    maxItems: LIMITS.ids,
  };
}
