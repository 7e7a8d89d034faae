import { RE2JS } from 're2js';
import type { CompileTest, Operators } from '../comparisons/operator';
import { textValues } from '../comparisons/text';

/** RE2 syntax, unanchored; linear in the length of the text, whatever the expression. */
const matches: CompileTest = (comparison, report) => {
  const flags = comparison.ignoreCase === true ? RE2JS.CASE_INSENSITIVE : 0;
  const patterns = textValues(comparison, report).flatMap((source, index) => {
    try {
      return [RE2JS.compile(source, flags)];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const detail = `This must be a regular expression in RE2 syntax: ${reason}.`;
      report(`values/${index}`, 'invalid_values', detail);
      return [];
    }
  });
  return (value) =>
    typeof value === 'string' ? patterns.some((pattern) => pattern.test(value)) : undefined;
};

/** Regular expressions, by re2js. */
export const regexOperators: Operators = {
  matches: { group: 'text', compile: matches },
  notMatches: { group: 'text', compile: matches, negated: true },
};
