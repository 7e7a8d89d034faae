import { asMoment } from './moment';
import { type CompileTest, type Operators, type Report, valuesOf } from './operator';
import type { Comparison } from '../model/condition';

/** The evaluation time, as an attribute or among the values of a date operator. */
export const NOW = '$now';

/** A value of a date operator: a fixed moment, or whatever time it is. */
type Moment = number | typeof NOW;

function momentValues(
  comparison: Comparison,
  report: Report,
  amount: { least?: number; most?: number },
): Moment[] {
  return valuesOf(comparison, report, amount).map((value, index) => {
    const read = value === NOW ? NOW : asMoment(value);
    if (read !== undefined) return read;
    const detail =
      'This must be a date and time with zone (RFC 3339), epoch milliseconds or "$now".';
    report(`values/${index}`, 'invalid_date', detail);
    return NaN;
  });
}

function at(moment: Moment, now: number): number {
  return moment === NOW ? now : moment;
}

/** Holds when the moment relates so to any of the values. */
function date(relation: (actual: number, value: number) => boolean): CompileTest {
  return (comparison, report) => {
    const values = momentValues(comparison, report, { least: 1 });
    return (value, now) => {
      const actual = asMoment(value);
      return actual === undefined
        ? undefined
        : values.some((each) => relation(actual, at(each, now)));
    };
  };
}

const betweenDates: CompileTest = (comparison, report) => {
  const [first = NaN, last = NaN] = momentValues(comparison, report, { least: 2, most: 2 });
  // "$now" is neither above nor below a number.
  if (first > last) {
    report('values', 'invalid_values', 'The first of the two dates must not be after the second.');
  }
  return (value, now) => {
    const actual = asMoment(value);
    return actual === undefined ? undefined : actual >= at(first, now) && actual <= at(last, now);
  };
};

/** Operators on dates; both ends belong to `betweenDates`. */
export const dateOperators: Operators = {
  before: { group: 'date', compile: date((actual, value) => actual < value) },
  after: { group: 'date', compile: date((actual, value) => actual > value) },
  betweenDates: { group: 'date', compile: betweenDates },
};
