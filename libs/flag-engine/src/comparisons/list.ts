import { asNumber } from './number';
import { folded, jsonEquals, KEEP_CASE, LOWER_CASE } from './equality';
import { membership } from './membership';
import { type CompileTest, type Operators, type Test, valuesOf } from './operator';

/** Anything but a list is of a type that these operators cannot read. */
function onList(test: (list: readonly unknown[]) => boolean): Test {
  return (value) => (Array.isArray(value) ? test(value) : undefined);
}

const includesAny: CompileTest = (comparison, report) => {
  const listed = membership(valuesOf(comparison, report), comparison.ignoreCase);
  return onList((list) => list.some(listed));
};

const includesNone: CompileTest = (comparison, report) => {
  const listed = membership(valuesOf(comparison, report), comparison.ignoreCase);
  return onList((list) => !list.some(listed));
};

const includesAll: CompileTest = (comparison, report) => {
  const values = valuesOf(comparison, report);
  const fold = comparison.ignoreCase === true ? LOWER_CASE : KEEP_CASE;
  return onList((list) => {
    const elements = new Set(list.map((element) => folded(element, fold)));
    return values.every(
      (value) =>
        elements.has(folded(value, fold)) ||
        (typeof value === 'object' && list.some((element) => jsonEquals(value, element, fold))),
    );
  });
};

/** Holds when the list's length relates so to any of the values. */
function size(relation: (length: number, value: number) => boolean): CompileTest {
  return (comparison, report) => {
    const values = valuesOf(comparison, report, { least: 1 }).map((value, index) => {
      const read = asNumber(value);
      if (read === undefined) {
        report(`values/${index}`, 'invalid_values', 'This must be the number of elements.');
      }
      return read ?? NaN;
    });
    return onList((list) => values.some((value) => relation(list.length, value)));
  };
}

/** Operators on lists. */
export const listOperators: Operators = {
  includesAny: { group: 'list', compile: includesAny, wholeLists: true },
  includesAll: { group: 'list', compile: includesAll, wholeLists: true },
  includesNone: { group: 'list', compile: includesNone, wholeLists: true },
  sizeEquals: {
    group: 'list',
    compile: size((length, value) => length === value),
    wholeLists: true,
  },
  sizeLessThan: {
    group: 'list',
    compile: size((length, value) => length < value),
    wholeLists: true,
  },
  sizeGreaterThan: {
    group: 'list',
    compile: size((length, value) => length > value),
    wholeLists: true,
  },
};
