import type { Problem } from './problem';
import { pointerParts } from './json-pointer';

/** Messages for the fields of a form, and those that belong to none of them. */
export interface SortedErrors {
  readonly atFields: Record<string, string>;
  readonly elsewhere: readonly string[];
}

/**
 * Leads every error of a refusal to the field it is about. `fields` maps a place of the request's
 * body (`strategy/percentage`) to the form's field; what lies below a place belongs to it too.
 */
export function fieldErrors(
  problem: Problem,
  fields: Readonly<Record<string, string>>,
): SortedErrors {
  const atFields: Record<string, string> = {};
  const elsewhere: string[] = [];
  for (const { pointer, detail } of problem.fields) {
    const field = fieldOf(pointerParts(pointer), fields);
    if (field === undefined) elsewhere.push(detail);
    else atFields[field] ??= detail;
  }
  return { atFields, elsewhere };
}

/** The form's field for a place, or for the nearest one above it. */
function fieldOf(
  parts: readonly string[],
  fields: Readonly<Record<string, string>>,
): string | undefined {
  for (let length = parts.length; length > 0; length -= 1) {
    const field = fields[parts.slice(0, length).join('/')];
    if (field !== undefined) return field;
  }
  return undefined;
}
