/**
 * The longest strictly increasing subsequence of distinct numbers, as a set of its values:
 * what stays in place when everything else is moved. O(n log n).
 */
export function longestIncreasing(sequence: readonly number[]): ReadonlySet<number> {
  const tails: number[] = [];
  const previous = new Map<number, number | undefined>();
  for (const value of sequence) {
    const length = lowerBound(tails, value);
    previous.set(value, tails[length - 1]);
    tails[length] = value;
  }
  const kept = new Set<number>();
  for (let value = tails.at(-1); value !== undefined; value = previous.get(value)) kept.add(value);
  return kept;
}

function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
