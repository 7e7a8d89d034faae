import { BY, DESCRIPTION, ids, KEY, NAME, VARIANT_NAME } from './common.schema';
import { type JsonSchema, object, ref } from './json-schema';
import { LIMITS } from './limits';

/** Flag and segment, by the names that references use. */
export const flagSchemas: Readonly<Record<string, JsonSchema>> = {
  FlagConfig: object(
    "A flag's configuration in one environment.",
    {
      key: KEY,
      name: NAME,
      description: DESCRIPTION,
      tags: {
        description: 'Free labels to find flags by.',
        type: 'array',
        items: {
          description: 'A label.',
          type: 'string',
          minLength: 1,
          maxLength: LIMITS.nameLength,
        },
        uniqueItems: true,
        maxItems: LIMITS.tags,
      },
      valueType: {
        description: "The type of every variant's value; the same in all environments of a tenant.",
        type: 'string',
        enum: ['boolean', 'string', 'number', 'object'],
        default: 'boolean',
      },
      variants: {
        description: 'The values there are; "on" and "off" for a boolean flag that gives none.',
        type: 'array',
        items: ref('Variant'),
        minItems: 1,
        maxItems: LIMITS.variants,
      },
      offVariant: {
        ...VARIANT_NAME,
        description:
          'Served to those who are not in, and while the flag is disabled; null: the caller\'s own default. "off" when absent and there is such a variant.',
        type: ['string', 'null'],
      },
      enabled: {
        description: 'Is the strategy followed; else "offVariant" is served.',
        type: 'boolean',
        default: false,
      },
      clientVisible: {
        description: 'May a client-side key see the flag.',
        type: 'boolean',
        default: false,
      },
      metadata: {
        description: 'Given back with every answer.',
        type: 'object',
        additionalProperties: { description: 'A scalar.', type: ['string', 'number', 'boolean'] },
        maxProperties: LIMITS.metadata,
      },
      strategy: ref('Strategy'),
    },
    ['key'],
  ),
  Variant: object(
    'A named value.',
    {
      name: VARIANT_NAME,
      value: { description: "A value of the flag's type." },
    },
    ['name', 'value'],
  ),
  Segment: object(
    'Named conditions and individual ids: "exclude" wins, then "include", then "when".',
    {
      key: KEY,
      name: NAME,
      description: DESCRIPTION,
      include: ids('Ids that are members.'),
      exclude: ids('Ids that are not, whatever the rest says.'),
      by: BY,
      when: {
        ...ref('Condition'),
        description: 'Who else is a member; nobody when absent. May use segments, but no flags.',
      },
    },
    ['key'],
  ),
};
