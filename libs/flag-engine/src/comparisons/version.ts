import { compareVersions, parseVersion, type Version } from './semantic-version';
import { type CompileTest, type Operators, valuesOf } from './operator';

/** Holds when the version's precedence relates so to that of any of the values. */
function version(relation: (order: number) => boolean): CompileTest {
  return (comparison, report) => {
    const values = valuesOf(comparison, report, { least: 1 }).flatMap((value, index) => {
      const read = typeof value === 'string' ? parseVersion(value) : undefined;
      if (read === undefined) {
        const detail = 'This must be a semantic version as text, such as "1.4.0" or "2".';
        report(`values/${index}`, 'invalid_values', detail);
      }
      return read ?? [];
    });
    return (value) => {
      const actual = typeof value === 'string' ? parseVersion(value) : undefined;
      return actual === undefined ? undefined : anyRelates(actual, values, relation);
    };
  };
}

function anyRelates(
  actual: Version,
  values: readonly Version[],
  relation: (order: number) => boolean,
): boolean {
  for (const value of values) if (relation(compareVersions(actual, value))) return true;
  return false;
}

/** Operators on versions; `semverSatisfies` is an optional one, in `@app/flag-engine/operators`. */
export const versionOperators: Operators = {
  semverEquals: { group: 'version', compile: version((order) => order === 0) },
  semverLessThan: { group: 'version', compile: version((order) => order < 0) },
  semverLessThanOrEqual: { group: 'version', compile: version((order) => order <= 0) },
  semverGreaterThan: { group: 'version', compile: version((order) => order > 0) },
  semverGreaterThanOrEqual: { group: 'version', compile: version((order) => order >= 0) },
};
