import type { CountedUsage } from './usage.source';
import { UsageSource } from './usage.source';

const MINUTE_MS = 60_000;
/** Entries of either kind between two reports: what a report of 64 kB holds, which is what a page that closes may send. */
const MOST_ENTRIES = 400;
const MOST_UNKNOWN = 100;

interface Entry {
  readonly minute: number;
  readonly flag: string;
  readonly variant?: string;
  count: number;
}

/** Counts evaluations per flag, variant and minute. Bounded: what finds no room is counted as lost. */
export class UsageCounter extends UsageSource {
  private entries = new Map<string, Entry>();
  private unknown = new Map<string, number>();
  private lost = 0;

  /** @param now epoch milliseconds */
  constructor(private readonly now: () => number) {
    super();
  }

  /** Counts one answer. @param variant absent where the caller's default was used */
  add(flag: string, variant?: string): void {
    const minute = Math.floor(this.now() / MINUTE_MS) * MINUTE_MS;
    const id = `${minute}\n${flag}\n${variant ?? ''}`;
    const known = this.entries.get(id);
    if (known !== undefined) known.count += 1;
    else if (this.entries.size >= MOST_ENTRIES) this.lost += 1;
    else
      this.entries.set(id, { minute, flag, ...(variant !== undefined && { variant }), count: 1 });
  }

  /** Counts a question for a flag that there is not. */
  addUnknown(flag: string): void {
    const known = this.unknown.get(flag);
    if (known === undefined && this.unknown.size >= MOST_UNKNOWN) this.lost += 1;
    else this.unknown.set(flag, (known ?? 0) + 1);
  }

  override drain(): CountedUsage {
    const { entries, unknown, lost } = this;
    this.entries = new Map();
    this.unknown = new Map();
    this.lost = 0;
    return {
      usage: [...entries.values()].map(({ minute, ...entry }) => ({
        minute: new Date(minute).toISOString().replace('.000', ''),
        ...entry,
      })),
      unknown: [...unknown].map(([flag, count]) => ({ flag, count })),
      lost,
    };
  }
}
