import { KEEP_CASE, LOWER_CASE } from './equality';
import { type CompileTest, type Operators, type Report, valuesOf } from './operator';
import type { Comparison } from '../model/condition';

/** How a text relates to one value. */
type Relation = (text: string, value: string) => boolean;

/** Holds when the text relates so to any of the values. */
function text(relation: Relation): CompileTest {
  return (comparison, report) => {
    const fold = comparison.ignoreCase === true ? LOWER_CASE : KEEP_CASE;
    const values = textValues(comparison, report).map(fold);
    const [only] = values;
    if (values.length === 1 && only !== undefined) {
      return (value) => (typeof value === 'string' ? relation(fold(value), only) : undefined);
    }
    return (value) => {
      if (typeof value !== 'string') return undefined;
      const read = fold(value);
      return values.some((each) => relation(read, each));
    };
  };
}

/** The values of a comparison that takes texts only. */
export function textValues(comparison: Comparison, report: Report): string[] {
  return valuesOf(comparison, report).filter((value, index): value is string => {
    if (typeof value === 'string') return true;
    report(
      `values/${index}`,
      'invalid_values',
      `"${comparison.operator}" compares with text only.`,
    );
    return false;
  });
}

const startsWith = text((value, prefix) => value.startsWith(prefix));
const endsWith = text((value, suffix) => value.endsWith(suffix));
const contains = text((value, part) => value.includes(part));

/** Operators on text; `matches` is an optional one, in `@app/flag-engine/operators`. */
export const textOperators: Operators = {
  startsWith: { group: 'text', compile: startsWith },
  notStartsWith: { group: 'text', compile: startsWith, negated: true },
  endsWith: { group: 'text', compile: endsWith },
  notEndsWith: { group: 'text', compile: endsWith, negated: true },
  contains: { group: 'text', compile: contains },
  notContains: { group: 'text', compile: contains, negated: true },
};
