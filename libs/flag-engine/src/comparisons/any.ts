import { isObject } from './is-object';
import { membership } from './membership';
import { type CompileTest, type Operators, type Test, valuesOf } from './operator';

const equals: CompileTest = (comparison, report) =>
  membership(valuesOf(comparison, report, { least: 1 }), comparison.ignoreCase);

const isIn: CompileTest = (comparison, report) =>
  membership(valuesOf(comparison, report), comparison.ignoreCase);

/** For operators that take no values. */
function alone(test: Test): CompileTest {
  return (comparison, report) => {
    if (comparison.values !== undefined) {
      report(
        'values',
        'invalid_values',
        `"${comparison.operator}" takes no values: leave them out.`,
      );
    }
    return test;
  };
}

const present = alone(() => true);
const empty = alone((value) => {
  if (typeof value === 'string' || Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
});

/** Operators on values of any type: strict JSON equality and presence. */
export const anyOperators: Operators = {
  equals: { group: 'any', compile: equals },
  notEquals: { group: 'any', compile: equals, negated: true },
  in: { group: 'any', compile: isIn },
  notIn: { group: 'any', compile: isIn, negated: true },
  exists: { group: 'any', compile: present, wholeLists: true },
  notExists: { group: 'any', compile: present, wholeLists: true, negated: true, onMissing: true },
  isEmpty: { group: 'any', compile: empty, wholeLists: true, onMissing: true },
  isNotEmpty: { group: 'any', compile: empty, wholeLists: true, negated: true },
};
