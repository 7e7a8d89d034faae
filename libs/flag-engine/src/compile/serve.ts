import { BUCKETS } from '../bucketing/bucket';
import type { EvaluationContext } from '../model/context';
import type { EvaluationResult } from '../model/result';
import type { Range, Serve, Split, Weight } from '../model/serve';
import { compileBucketing, thresholdOf } from './bucketing';
import type { FlagScope } from './flag-scope';

/** Chooses an answer of a split. */
export type Choice = (context: EvaluationContext) => EvaluationResult | undefined;

/** What a split answers where it gives no variant, and what its other answers carry. */
export interface SplitTerms {
  readonly at: string;
  readonly rule?: string;
  /** The context has no unit. */
  readonly withoutUnit: EvaluationResult | undefined;
  /** The bucket is in no range. */
  readonly inNoRange: EvaluationResult | undefined;
}

/** The buckets that get one answer. */
interface Slice {
  readonly from: number;
  readonly to: number;
  readonly answer: EvaluationResult;
}

/** Is it a split, rather than one variant for all. */
export function isSplit(serve: Serve): serve is Split {
  return 'split' in serve || 'ranges' in serve;
}

/** Compiles a split; the slices are laid out in the order listed. */
export function compileSplit(split: Split, scope: FlagScope, terms: SplitTerms): Choice {
  const { withoutUnit, inNoRange, at } = terms;
  const defaultSeed = `${scope.seed}/split`;
  const { unitOf, bucketOf } = compileBucketing(split, at, { scope, defaultSeed });
  const slices = compileSlices(split, scope, terms);
  return scope.tools.observer.step('split', at, (context) => {
    const unit = unitOf(context);
    if (unit === undefined) return withoutUnit;
    const bucket = bucketOf(unit);
    for (const slice of slices) {
      if (bucket < slice.to && bucket >= slice.from) return slice.answer;
    }
    return inNoRange;
  });
}

function compileSlices(split: Split, scope: FlagScope, { at, rule }: SplitTerms): Slice[] {
  const facts = rule === undefined ? undefined : { rule };
  return rangesOf(split, at, scope).map(({ variant, from, to }) => ({
    from,
    to,
    answer: scope.answers.serve(variant, 'SPLIT', facts),
  }));
}

function rangesOf({ split, ranges }: Split, at: string, scope: FlagScope): readonly Range[] {
  if (split !== undefined && ranges === undefined) return laidOut(split, `${at}/split`, scope);
  if (ranges !== undefined && split === undefined) return checked(ranges, `${at}/ranges`, scope);
  scope.problem(at, 'invalid_split', 'A split has either "split" with weights, or "ranges".');
  return [];
}

/** Lays weights out one after the other. */
function laidOut(weights: readonly Weight[], at: string, scope: FlagScope): Range[] {
  let from = 0;
  const ranges = weights.map(({ variant, weight }, index) => {
    scope.checkVariant(variant, `${at}/${index}/variant`);
    checkWeight(weight, `${at}/${index}/weight`, scope);
    const to = from + thresholdOf(weight);
    const range = { variant, from, to };
    from = to;
    return range;
  });
  if (from !== BUCKETS) {
    const detail = `The weights of a split add up to exactly 100; these add up to ${from / 1000}.`;
    scope.problem(at, 'invalid_split', detail);
  }
  return ranges;
}

function checkWeight(weight: unknown, at: string, scope: FlagScope): void {
  const thousandths = typeof weight === 'number' ? weight * 1000 : NaN;
  const exact = Math.abs(thousandths - Math.round(thousandths)) < 1e-6;
  if (exact && thousandths >= 0 && thousandths <= BUCKETS) return;
  scope.problem(
    at,
    'invalid_split',
    'A weight is a percentage from 0 to 100 with at most three decimals.',
  );
}

function checked(ranges: readonly Range[], at: string, scope: FlagScope): readonly Range[] {
  ranges.forEach(({ variant, from, to }, index) => {
    scope.checkVariant(variant, `${at}/${index}/variant`);
    const whole = Number.isInteger(from) && Number.isInteger(to);
    if (whole && from >= 0 && from <= to && to <= BUCKETS) return;
    const detail = `A range is two whole numbers, 0 ≤ from ≤ to ≤ ${BUCKETS}.`;
    scope.problem(`${at}/${index}`, 'invalid_split', detail);
  });
  const inOrder = [...ranges].sort((left, right) => left.from - right.from || left.to - right.to);
  inOrder.forEach((range, index) => {
    const before = inOrder[index - 1];
    if (before === undefined || before.to <= range.from) return;
    const place = `${at}/${ranges.indexOf(range)}`;
    scope.problem(
      place,
      'invalid_split',
      `Ranges must not overlap: this one begins before ${before.to}.`,
    );
  });
  return ranges;
}
