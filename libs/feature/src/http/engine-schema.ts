import type { ApiPropertyOptions } from '@nestjs/swagger';
import { modelSchemas } from '@app/flag-engine/validation';

const PLACE = '#/components/schemas/';

const WHOLES = ['FlagConfig', 'Segment'];

/**
 * The flag model's own schemas by name, for the document's components: the same ones that requests
 * are checked with, so that what the document says and what is refused cannot differ. Whole flags
 * and segments are left out: requests and answers hold their parts beside tenant and environment.
 */
export const FEATURE_SCHEMAS: Readonly<Record<string, object>> = Object.fromEntries(
  Object.entries(modelSchemas(PLACE)).filter(([name]) => !WHOLES.includes(name)),
);

/** How a part of the flag model stands in a request or answer. */
export interface ModelPropertyOptions {
  readonly description: string;
  readonly example?: unknown;
  readonly nullable?: true;
  readonly isArray?: true;
}

/** A property that is a part of the flag model, by the name of its schema. */
export function modelProperty(
  name: 'Strategy' | 'Condition' | 'Variant',
  options: ModelPropertyOptions,
): ApiPropertyOptions {
  const { nullable, isArray, ...rest } = options;
  const one = { $ref: `${PLACE}${name}` };
  const schema = isArray === true ? { type: 'array', items: one } : one;
  if (nullable === true) return { ...rest, oneOf: [schema, { type: 'null' }] };
  return isArray === true ? { ...rest, type: 'array', items: one } : { ...rest, allOf: [one] };
}
