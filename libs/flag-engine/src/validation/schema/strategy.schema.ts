import { BUCKETING, BY, ids, KEY, MOMENT, NAME, PERCENTAGE, VARIANT_NAME } from './common.schema';
import { hasOneOf, type JsonSchema, object, ref, union } from './json-schema';
import { LIMITS } from './limits';

const variant: JsonSchema = {
  ...VARIANT_NAME,
  description:
    'Served to those who are in; the first variant that is not "offVariant" when absent.',
};

function type(name: string): JsonSchema {
  return { description: 'The kind of strategy.', type: 'string', enum: [name] };
}

/** Strategies, by the names that references use. */
export const strategySchemas: Readonly<Record<string, JsonSchema>> = {
  Strategy: union('How this environment decides.', [
    { given: hasOneOf('type', ['boolean']), use: ref('BooleanStrategy') },
    { given: hasOneOf('type', ['percentage']), use: ref('PercentageStrategy') },
    { given: hasOneOf('type', ['targeting']), use: ref('TargetingStrategy') },
    { given: hasOneOf('type', ['rules']), use: ref('RulesStrategy') },
    { use: ref('AnyStrategy') },
  ]),
  BooleanStrategy: object('In for everyone.', { type: type('boolean'), variant }, ['type']),
  PercentageStrategy: object(
    'In for a stable share of the units.',
    {
      type: type('percentage'),
      percentage: PERCENTAGE,
      variant,
      ...BUCKETING,
    },
    ['type', 'percentage'],
  ),
  TargetingStrategy: object(
    'In for those listed: "deny" wins, then "allow"; neither means out.',
    {
      type: type('targeting'),
      allow: ids('Targeting keys that are in.'),
      deny: ids('Targeting keys that are out, whatever "allow" says.'),
      variant,
    },
    ['type'],
  ),
  RulesStrategy: object(
    'Prerequisites, then individual targets, then rules in order, then the fallthrough.',
    {
      type: type('rules'),
      prerequisites: {
        ...ref('Condition'),
        description: 'Where it does not hold, "offVariant" is served, whatever the rest says.',
      },
      targets: {
        description: 'Individual ids that get a variant whatever the rules say.',
        type: 'array',
        items: ref('Target'),
        maxItems: LIMITS.targets,
      },
      rules: {
        description: 'The first that applies decides.',
        type: 'array',
        items: ref('Rule'),
        maxItems: LIMITS.rules,
      },
      fallthrough: { ...ref('Serve'), description: 'For everyone else; "offVariant" when absent.' },
    },
    ['type'],
  ),
  Target: object(
    'Individual ids and the variant that they get.',
    {
      variant: VARIANT_NAME,
      keys: ids('The ids.'),
      by: BY,
    },
    ['variant', 'keys'],
  ),
  Rule: object(
    'Serves those for whom it is active, whose "when" holds and whom its rollout admits.',
    {
      id: {
        ...KEY,
        description: 'Given back with the answer; unique in the flag. Made up when absent.',
        examples: ['r1'],
      },
      name: NAME,
      when: { ...ref('Condition'), description: 'Whom it is for; everyone when absent.' },
      from: { ...MOMENT, description: 'Active from here on (RFC 3339 with zone).' },
      until: { ...MOMENT, description: 'Active before here (RFC 3339 with zone).' },
      rollout: {
        ...ref('Rollout'),
        description: 'The share of its audience that it admits; all when absent.',
      },
      serve: { ...ref('Serve'), description: 'What it answers.' },
    },
    ['serve'],
  ),
};

/** Stands in for a strategy of no known type, to say which there are; not published. */
export const ANY_STRATEGY: JsonSchema = {
  type: 'object',
  properties: { type: { type: 'string', enum: ['boolean', 'percentage', 'targeting', 'rules'] } },
  required: ['type'],
};
