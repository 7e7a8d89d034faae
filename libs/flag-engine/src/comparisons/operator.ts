import type { Comparison } from '../model/condition';
import type { ProblemCode } from '../compile/problem';

/** Says whether a present value fulfils a comparison; `undefined`: the operator cannot read a value of this type. */
export type Test = (value: unknown, now: number) => boolean | undefined;

/** Reports a member of a comparison that cannot mean anything, with a sentence that says what would be right. */
export type Report = (member: string, code: ProblemCode, detail: string) => void;

/** Prepares a comparison: sets, parsed dates and versions are made here, once. */
export type CompileTest = (comparison: Comparison, report: Report) => Test;

/** The rows of the table of operators. */
export type OperatorGroup = 'any' | 'text' | 'number' | 'date' | 'version' | 'list' | 'other';

/** An operator. Negated ones share the test of what they negate. */
export interface Operator {
  readonly group: OperatorGroup;
  readonly compile: CompileTest;
  /** Holds when the test does not: never on a missing attribute, nor on a type that it cannot read. */
  readonly negated?: boolean;
  /** Looks at a list as a whole only; others hold for a list when they do for it or for one of its elements. */
  readonly wholeLists?: boolean;
  /** What it says of a missing attribute (null is missing too); false when absent. */
  readonly onMissing?: boolean;
}

/** Operators by name. */
export type Operators = Readonly<Record<string, Operator>>;

/** The values of a comparison, where the operator takes at least `least` and at most `most`. */
export function valuesOf(
  comparison: Comparison,
  report: Report,
  { least = 0, most = Infinity }: { least?: number; most?: number } = {},
): readonly unknown[] {
  const values: unknown = comparison.values;
  if (Array.isArray(values) && values.length >= least && values.length <= most) return values;
  report('values', 'invalid_values', `"${comparison.operator}" takes ${amount(least, most)}.`);
  return [];
}

function amount(least: number, most: number): string {
  if (least === most) return `exactly ${least} values`;
  return least === 0 ? 'a list of values' : 'a list of at least one value';
}
