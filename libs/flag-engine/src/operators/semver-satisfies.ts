import { parse, Range } from 'semver';
import type { CompileTest, Operators } from '../comparisons/operator';
import { formatVersion, parseVersion } from '../comparisons/semantic-version';
import { textValues } from '../comparisons/text';

/** Holds when the version lies in any of the ranges, which are read as npm reads them. */
const satisfies: CompileTest = (comparison, report) => {
  const ranges = textValues(comparison, report).flatMap((source, index) => {
    try {
      return [new Range(source)];
    } catch {
      const detail = 'This must be a range of versions, such as "^1.2", "~1.2" or ">=1 <3".';
      report(`values/${index}`, 'invalid_values', detail);
      return [];
    }
  });
  return (value) => {
    const version = typeof value === 'string' ? parseVersion(value) : undefined;
    const read = version && parse(formatVersion(version));
    return read ? ranges.some((range) => range.test(read)) : undefined;
  };
};

/** Ranges of versions, by npm's semver. */
export const versionRangeOperators: Operators = {
  semverSatisfies: { group: 'version', compile: satisfies },
};
