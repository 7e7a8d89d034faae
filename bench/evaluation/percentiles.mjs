/** The value that so many percent of all are not above. */
export function percentile(values, percent) {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(Math.ceil((percent / 100) * sorted.length), 1) - 1];
}
