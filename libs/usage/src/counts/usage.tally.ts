import type { UsageCount } from './usage-count';

/** About 10 MB: a thousand flags with two variants for as many minutes as a store may well be away. */
const MOST_ROWS = 50_000;

/** Adds up counts in memory until they are taken to be written. Bounded: what finds no room is not counted. */
export class UsageTally {
  private rows = new Map<string, UsageCount>();

  /** @param mostRows distinct combinations of environment, flag, variant and minute */
  constructor(private readonly mostRows = MOST_ROWS) {}

  get size(): number {
    return this.rows.size;
  }

  /** @returns whether there was room */
  add(count: UsageCount): boolean {
    const id = idOf(count);
    const known = this.rows.get(id);
    if (known !== undefined) {
      known.count += count.count;
      known.bulkCount += count.bulkCount;
      return true;
    }
    if (this.rows.size >= this.mostRows) return false;
    this.rows.set(id, { ...count });
    return true;
  }

  /** Takes out at most `most` rows, the oldest first. */
  take(most: number): UsageCount[] {
    if (this.rows.size <= most) {
      const all = [...this.rows.values()];
      this.rows = new Map();
      return all;
    }
    const taken: UsageCount[] = [];
    for (const [id, row] of this.rows) {
      if (taken.length === most) break;
      taken.push(row);
      this.rows.delete(id);
    }
    return taken;
  }
}

function idOf({ environmentId, minute, flag, variant = '' }: UsageCount): string {
  return `${environmentId}\n${minute}\n${flag}\n${variant}`;
}
