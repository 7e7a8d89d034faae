import { Range, SemVer } from 'semver';
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
    const version = typeof value === 'string' ? asSemVer(value) : undefined;
    return version === undefined ? undefined : ranges.some((range) => range.test(version));
  };
};

function asSemVer(text: string): SemVer | undefined {
  const version = parseVersion(text);
  if (version === undefined) return undefined;
  try {
    return new SemVer(formatVersion(version));
  } catch {
    return undefined; // numbers beyond what npm's semver reads
  }
}

/** Ranges of versions, by npm's semver. */
export const versionRangeOperators: Operators = {
  semverSatisfies: { group: 'version', compile: satisfies },
};
