import type { ApiPropertyOptions } from '@nestjs/swagger';
import { modelSchemas } from '@app/flag-engine/validation';

const PLACE = '#/components/schemas/';

/**
 * The flag model's own schemas by name, for the document's components: the same ones that requests
 * are checked with, so that what the document says and what is refused cannot differ.
 */
export const FEATURE_SCHEMAS: Readonly<Record<string, object>> = modelSchemas(PLACE);

/** A property that is a part of the flag model, by the name of its schema. */
export function modelProperty(
  name: 'Strategy' | 'Condition',
  options: { readonly description: string; readonly example?: unknown; readonly nullable?: true },
): ApiPropertyOptions {
  const { nullable, ...rest } = options;
  const schema = { $ref: `${PLACE}${name}` };
  return nullable === true
    ? { ...rest, oneOf: [schema, { type: 'null' }] }
    : { ...rest, allOf: [schema] };
}
