import { type CompileTest, type Operators, type Report, type Test, valuesOf } from './operator';
import type { Comparison } from '../model/condition';

const DECIMAL = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A number, or a string that is one decimal number; `undefined` for anything else, NaN and infinities included. */
export function asNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || !DECIMAL.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** The numbers from `low` to `high`, both ends included, but for one. */
interface Interval {
  readonly low?: number;
  readonly high?: number;
  readonly except?: number;
}

/** Holds in an interval. Every operator is one: less than any of several values is less than the greatest. */
function within(intervalOf: (values: readonly number[]) => Interval): CompileTest {
  return (comparison, report) => {
    const values = numberValues(comparison, report, { least: 1 });
    return inInterval(intervalOf(values));
  };
}

function inInterval({ low = -FARTHEST, high = FARTHEST, except = NaN }: Interval): Test {
  const within = (actual: number): boolean => actual >= low && actual <= high && actual !== except;
  return (value) => {
    // NaN and the infinities are in no interval, so a number need not be looked at twice.
    if (typeof value === 'number') return within(value);
    const actual = asNumber(value);
    return actual === undefined ? undefined : within(actual);
  };
}

/** Beyond this there are only the infinities. */
const FARTHEST = Number.MAX_VALUE;

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
  return inInterval({ low, high });
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

const upTo = (values: readonly number[]): Interval => ({ high: Math.max(...values) });
const from = (values: readonly number[]): Interval => ({ low: Math.min(...values) });

function below(values: readonly number[]): Interval {
  return { ...upTo(values), except: Math.max(...values) };
}

function above(values: readonly number[]): Interval {
  return { ...from(values), except: Math.min(...values) };
}

/** Operators on numbers. */
export const numberOperators: Operators = {
  lessThan: { group: 'number', compile: within(below) },
  lessThanOrEqual: { group: 'number', compile: within(upTo) },
  greaterThan: { group: 'number', compile: within(above) },
  greaterThanOrEqual: { group: 'number', compile: within(from) },
  between: { group: 'number', compile: between },
  modulo: { group: 'other', compile: modulo },
};
