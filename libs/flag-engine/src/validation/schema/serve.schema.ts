import { BUCKETING, MOMENT, PERCENTAGE, VARIANT_NAME } from './common.schema';
import { has, type JsonSchema, object, ref, union } from './json-schema';
import { LIMITS } from './limits';

/** What is served, and to which share, by the names that references use. */
export const serveSchemas: Readonly<Record<string, JsonSchema>> = {
  Serve: union('What is answered.', [
    { given: has('split'), use: ref('WeightedSplit') },
    { given: has('ranges'), use: ref('RangeSplit') },
    { use: ref('VariantServe') },
  ]),
  VariantServe: object(
    'One variant for all.',
    {
      variant: {
        ...VARIANT_NAME,
        description: "The name of a variant; null: the caller's own default.",
        type: ['string', 'null'],
      },
    },
    ['variant'],
  ),
  WeightedSplit: object(
    'Divides units among variants by weight.',
    {
      split: {
        description: 'Laid out in this order; the weights add up to exactly 100.',
        type: 'array',
        items: ref('Weight'),
        minItems: 1,
        maxItems: LIMITS.splits,
      },
      ...BUCKETING,
    },
    ['split'],
  ),
  Weight: object(
    'The share of one variant.',
    {
      variant: VARIANT_NAME,
      weight: {
        description: 'Percent, at most three decimals.',
        type: 'number',
        minimum: 0,
        maximum: 100,
        examples: [33.333],
      },
    },
    ['variant', 'weight'],
  ),
  RangeSplit: object(
    'Divides units among variants by ranges of buckets; a bucket in no range passes the rule over, at the fallthrough it gets "offVariant".',
    {
      ranges: {
        description: 'Ranges that do not overlap.',
        type: 'array',
        items: ref('Range'),
        minItems: 1,
        maxItems: LIMITS.splits,
      },
      ...BUCKETING,
    },
    ['ranges'],
  ),
  Range: object(
    'The buckets of one variant: from ≤ bucket < to.',
    {
      variant: VARIANT_NAME,
      from: { description: 'The first bucket.', type: 'integer', minimum: 0, maximum: 100_000 },
      to: {
        description: 'The bucket after the last one.',
        type: 'integer',
        minimum: 0,
        maximum: 100_000,
      },
    },
    ['variant', 'from', 'to'],
  ),
  Rollout: object(
    "The share of a rule's audience that it admits; the others pass on to the next rule.",
    {
      percentage: union('The share, or how it moves with time.', [
        { given: { type: 'object' }, use: ref('ProgressivePercentage') },
        { use: PERCENTAGE },
      ]),
      ...BUCKETING,
    },
    ['percentage'],
  ),
  ProgressivePercentage: object(
    'A percentage that moves from one value to another between two moments.',
    {
      from: { ...PERCENTAGE, description: 'The percentage until "startAt".' },
      to: { ...PERCENTAGE, description: 'The percentage from "endAt" on.' },
      startAt: { ...MOMENT, description: 'When it begins to move (RFC 3339 with zone).' },
      endAt: {
        ...MOMENT,
        description: 'When it has arrived (RFC 3339 with zone); after "startAt".',
      },
      steps: {
        description: 'In so many equal steps; minute by minute when absent.',
        type: 'integer',
        minimum: 1,
        maximum: 1_000_000,
      },
    },
    ['from', 'to', 'startAt', 'endAt'],
  ),
};
