/** Counts by key, cheaply, until somebody takes the counts away. */
export class Tally<K> {
  private readonly counts = new Map<K, number>();

  add(key: K): void {
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  /** Hands over every count and begins again at zero. */
  drain(take: (key: K, count: number) => void): void {
    for (const [key, count] of this.counts) take(key, count);
    this.counts.clear();
  }
}
