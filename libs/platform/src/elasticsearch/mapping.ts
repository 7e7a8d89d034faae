import type { estypes } from '@elastic/elasticsearch';

/** Longer values are stored and shown, and not found by this field: they must not cost the document. */
const LONGEST_KEYWORD = 1_024;

/** A name, an id: found as a whole. */
export const keyword: estypes.MappingProperty = { type: 'keyword', ignore_above: LONGEST_KEYWORD };

/** An object with members that are fields. */
export function fields(
  properties: Record<string, estypes.MappingProperty>,
): estypes.MappingProperty {
  return { properties };
}
