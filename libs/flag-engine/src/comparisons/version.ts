import { compareVersions, orderOfRelease, parseVersion, type Version } from './semantic-version';
import { type CompileTest, type Operators, type Report, type Test, valuesOf } from './operator';
import type { Comparison } from '../model/condition';

/** How a version may stand to a value. */
interface Relation {
  readonly before?: boolean;
  readonly same?: boolean;
  readonly after?: boolean;
}

/** Holds when the version's precedence stands so to that of any of the values. */
function version(relation: Relation): CompileTest {
  return (comparison, report) => {
    const tests = versionValues(comparison, report).map((value) => relates(relation, value));
    const [only] = tests;
    if (tests.length === 1 && only !== undefined) return only;
    return (value, now) => {
      const verdicts = tests.map((test) => test(value, now));
      return verdicts.includes(true) || (verdicts.includes(undefined) ? undefined : false);
    };
  };
}

function relates({ before = false, same = false, after = false }: Relation, wanted: Version): Test {
  const release = wanted.prerelease.length === 0;
  return (value) => {
    if (typeof value !== 'string') return undefined;
    let order = release ? orderOfRelease(value, wanted) : NaN;
    if (Number.isNaN(order)) {
      const actual = parseVersion(value);
      if (actual === undefined) return undefined;
      order = compareVersions(actual, wanted);
    }
    if (order === 0) return same;
    return order < 0 ? before : after;
  };
}

function versionValues(comparison: Comparison, report: Report): Version[] {
  return valuesOf(comparison, report, { least: 1 }).flatMap((value, index) => {
    const version = typeof value === 'string' ? parseVersion(value) : undefined;
    if (version !== undefined) return [version];
    const detail = 'This must be a semantic version as text, such as "1.4.0" or "2".';
    report(`values/${index}`, 'invalid_values', detail);
    return [];
  });
}

/** Operators on versions; `semverSatisfies` is an optional one, in `@app/flag-engine/operators`. */
export const versionOperators: Operators = {
  semverEquals: { group: 'version', compile: version({ same: true }) },
  semverLessThan: { group: 'version', compile: version({ before: true }) },
  semverLessThanOrEqual: { group: 'version', compile: version({ before: true, same: true }) },
  semverGreaterThan: { group: 'version', compile: version({ after: true }) },
  semverGreaterThanOrEqual: { group: 'version', compile: version({ same: true, after: true }) },
};
