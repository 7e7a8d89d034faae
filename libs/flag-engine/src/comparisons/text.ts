import { KEEP_CASE, LOWER_CASE } from './equality';
import { type CompileTest, type Operators, type Report, type Test, valuesOf } from './operator';
import type { Comparison } from '../model/condition';

/** Prepares the test against one value, its case folded already. */
type Relation = (wanted: string) => Test;

/** Holds when the text relates so to any of the values. */
function text(relation: Relation): CompileTest {
  return (comparison, report) => {
    const { ignoreCase } = comparison;
    const fold = ignoreCase === true ? LOWER_CASE : KEEP_CASE;
    const tests = textValues(comparison, report).map((value) => relation(fold(value)));
    const [only] = tests;
    if (tests.length === 1 && only !== undefined && ignoreCase !== true) return only;
    return (value, now) => {
      if (typeof value !== 'string') return undefined;
      const folded = fold(value);
      return tests.some((test) => test(folded, now));
    };
  };
}

/** The values of a comparison that takes texts only. */
export function textValues(comparison: Comparison, report: Report): string[] {
  return valuesOf(comparison, report).filter((value, index): value is string => {
    if (typeof value === 'string') return true;
    const detail = `"${comparison.operator}" compares with text only.`;
    report(`values/${index}`, 'invalid_values', detail);
    return false;
  });
}

// A slice that is compared takes half as long as V8's own `startsWith` and `endsWith`.
const startsWith = text(
  (prefix) => (value) =>
    typeof value === 'string' ? value.slice(0, prefix.length) === prefix : undefined,
);
const endsWith = text(
  (suffix) => (value) =>
    typeof value === 'string' ? value.slice(value.length - suffix.length) === suffix : undefined,
);
const contains = text(
  (part) => (value) => (typeof value === 'string' ? value.includes(part) : undefined),
);

/** Operators on text; `matches` is an optional one, in `@app/flag-engine/operators`. */
export const textOperators: Operators = {
  startsWith: { group: 'text', compile: startsWith },
  notStartsWith: { group: 'text', compile: startsWith, negated: true },
  endsWith: { group: 'text', compile: endsWith },
  notEndsWith: { group: 'text', compile: endsWith, negated: true },
  contains: { group: 'text', compile: contains },
  notContains: { group: 'text', compile: contains, negated: true },
};
