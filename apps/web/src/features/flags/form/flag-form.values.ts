import type { Flag, FlagUpsert } from '../../../api/types';
import { idsOf } from '../../changes/strategy-words';
import { parseIds } from './parse-ids';

export type FormStrategyType = 'boolean' | 'percentage' | 'targeting';
type Strategy = Flag['strategy'];

/** What stands in the fields. `percentage` is a text while someone is typing. */
export interface FlagFormValues extends Record<string, unknown> {
  key: string;
  name: string;
  description: string;
  tags: string[];
  enabled: boolean;
  audience: FormStrategyType;
  percentage: number | string;
  allow: string;
  deny: string;
}

/** Places of the request's body, and the fields that fill them. */
export const FLAG_FIELDS = {
  key: 'key',
  name: 'name',
  description: 'description',
  tags: 'tags',
  enabled: 'enabled',
  'strategy/percentage': 'percentage',
  'strategy/allow': 'allow',
  'strategy/deny': 'deny',
  strategy: 'audience',
};

/** A new flag is off until someone says otherwise: creating one never changes what users see. */
export const NEW_FLAG: FlagFormValues = {
  key: '',
  name: '',
  description: '',
  tags: [],
  enabled: false,
  audience: 'boolean',
  percentage: 10,
  allow: '',
  deny: '',
};

/** What the form shows of a stored flag. */
export function formValuesOf(flag: Flag): FlagFormValues {
  const strategy: { type: string; percentage?: number; allow?: unknown; deny?: unknown } =
    flag.strategy;
  return {
    key: flag.key,
    name: flag.name ?? '',
    description: flag.description ?? '',
    tags: [...(flag.tags ?? [])],
    enabled: flag.enabled,
    audience: isFormStrategyType(strategy.type) ? strategy.type : NEW_FLAG.audience,
    percentage: strategy.percentage ?? NEW_FLAG.percentage,
    allow: idsOf(strategy.allow).join('\n'),
    deny: idsOf(strategy.deny).join('\n'),
  };
}

/** The strategy that the fields describe. An empty percentage is sent as none, for the server to refuse. */
export function strategyOf(values: FlagFormValues): Strategy {
  switch (values.audience) {
    case 'boolean':
      return { type: 'boolean' };
    case 'percentage':
      return { type: 'percentage', percentage: Number.parseFloat(String(values.percentage)) };
    case 'targeting':
      return {
        type: 'targeting',
        allow: parseIds(values.allow).ids,
        deny: parseIds(values.deny).ids,
      };
    default:
      return values.audience satisfies never;
  }
}

/** What a flag's texts and tags are sent as: `null` takes away what was there. */
export function detailsOf(
  values: FlagFormValues,
): Pick<FlagUpsert, 'name' | 'description' | 'tags'> {
  return {
    name: textOrNull(values.name),
    description: textOrNull(values.description),
    tags: values.tags,
  };
}

export function isFormStrategyType(type: unknown): type is FormStrategyType {
  return type === 'boolean' || type === 'percentage' || type === 'targeting';
}

function textOrNull(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : trimmed;
}
