import { NOW } from '../comparisons/date';
import type { Operator, Report, Test } from '../comparisons/operator';
import { attributeReader, isRootKey } from '../context/attribute-reader';
import type { Comparison } from '../model/condition';
import { never } from './combinators';
import type { Matcher } from './compiled';
import { compileInPercentage } from './in-percentage';
import { nowTimetable } from './now-timetable';
import { type Judge, readInPlace } from './places';
import type { Scope } from './scope';

/** Compiles the comparison of one attribute. */
export function compileComparison(comparison: Comparison, at: string, scope: Scope): Matcher {
  if (comparison.operator === 'inPercentage') return compileInPercentage(comparison, at, scope);
  const operator = operatorOf(comparison, at, scope);
  if (operator === undefined) return never;
  checkAttribute(comparison, operator, `${at}/attribute`, scope);
  const report: Report = (member, code, detail) => scope.problem(`${at}/${member}`, code, detail);
  const { observer } = scope.tools;
  const test = observer.fact('holds', operator.compile(comparison, report));
  scope.timetables.push(...nowTimetable(comparison, operator));
  const attribute = comparison.attribute ?? '';
  if (attribute === NOW) return (_context, now) => test(now, now) === true;
  return matcher(attribute, test, operator);
}

function matcher(attribute: string, test: Test, operator: Operator): Matcher {
  const { negated = false, wholeLists = false, onMissing = false } = operator;
  const judge: Judge = (value, now) => {
    if (value === undefined || value === null) return onMissing;
    if (typeof value === 'object' && !wholeLists && Array.isArray(value)) {
      return holdsForList(test, value, now) !== negated;
    }
    const verdict = test(value, now);
    return verdict !== undefined && verdict !== negated;
  };
  if (isRootKey(attribute)) return readInPlace(attribute, judge);
  const read = attributeReader(attribute);
  return (context, now) => judge(read(context), now);
}

/** A list holds when it does as a whole, or when one of its elements does. */
function holdsForList(test: Test, list: readonly unknown[], now: number): boolean {
  return test(list, now) === true || list.some((element) => test(element, now) === true);
}

function operatorOf({ operator }: Comparison, at: string, scope: Scope): Operator | undefined {
  const { operators } = scope.tools;
  if (typeof operator === 'string' && Object.hasOwn(operators, operator))
    return operators[operator];
  const detail = `There is no operator ${JSON.stringify(operator)}: use one of ${Object.keys(operators).join(', ')}.`;
  scope.problem(`${at}/operator`, 'unknown_operator', detail);
  return undefined;
}

function checkAttribute(
  { attribute }: Comparison,
  { group }: Operator,
  at: string,
  scope: Scope,
): void {
  if (typeof attribute !== 'string' || attribute === '') {
    scope.problem(at, 'invalid_attribute', 'A comparison names the attribute that it reads.');
  } else if (attribute === NOW && group !== 'date') {
    scope.problem(at, 'invalid_attribute', '"$now" is for date operators only.');
  }
}
