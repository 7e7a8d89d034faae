import { type CompileTest, type Operators, type Report, valuesOf } from './operator';
import type { Comparison } from '../model/condition';

const DECIMAL = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A number, or a string that is one decimal number; `undefined` for anything else, NaN and infinities included. */
export function asNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || !DECIMAL.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** Holds when the number relates so to any of the values. */
function number(relation: (actual: number, value: number) => boolean): CompileTest {
  return (comparison, report) => {
    const values = numberValues(comparison, report, { least: 1 });
    return (value) => {
      const actual = asNumber(value);
      if (actual === undefined) return undefined;
      for (const each of values) if (relation(actual, each)) return true;
      return false;
    };
  };
}

function numberValues(
  comparison: Comparison,
  report: Report,
  amount: { least?: number; most?: number },
): number[] {
  return valuesOf(comparison, report, amount).map((value, index) => {
    const read = asNumber(value);
    if (read !== undefined) return read;
    report(
      `values/${index}`,
      'invalid_values',
      'This must be a number, or text that is one decimal number.',
    );
    return NaN;
  });
}

const between: CompileTest = (comparison, report) => {
  const [low = NaN, high = NaN] = numberValues(comparison, report, { least: 2, most: 2 });
  if (low > high) {
    report('values', 'invalid_values', 'The first of the two values must not be above the second.');
  }
  return (value) => {
    const actual = asNumber(value);
    return actual === undefined ? undefined : actual >= low && actual <= high;
  };
};

const modulo: CompileTest = ({ divisor, remainder }, report) => {
  if (typeof divisor !== 'number' || !(divisor > 0)) {
    report('divisor', 'invalid_values', '"modulo" needs a divisor above 0.');
    return () => undefined;
  }
  if (typeof remainder !== 'number' || !(remainder >= 0 && remainder < divisor)) {
    report(
      'remainder',
      'invalid_values',
      '"modulo" needs a remainder from 0 up to below the divisor.',
    );
  }
  return (value) => {
    const actual = asNumber(value);
    return actual === undefined
      ? undefined
      : ((actual % divisor) + divisor) % divisor === remainder;
  };
};

/** Operators on numbers. */
export const numberOperators: Operators = {
  lessThan: { group: 'number', compile: number((actual, value) => actual < value) },
  lessThanOrEqual: { group: 'number', compile: number((actual, value) => actual <= value) },
  greaterThan: { group: 'number', compile: number((actual, value) => actual > value) },
  greaterThanOrEqual: { group: 'number', compile: number((actual, value) => actual >= value) },
  between: { group: 'number', compile: between },
  modulo: { group: 'other', compile: modulo },
};
