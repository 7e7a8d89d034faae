import {
  type CountedUsage,
  type UnknownCount,
  type UsageCount,
  UsageSource,
} from '@app/openfeature-shared';

const MINUTE_MS = 60_000;
/** Flags × variants × minutes between two reports; beyond it evaluations are counted as lost. */
const MOST_CELLS = 20_000;
const MOST_UNKNOWN = 100;

interface Cell {
  readonly variant: string | undefined;
  count: number;
}

/** One minute's counts: the variants of a flag are few, so they are looked through. */
type Minute = Map<string, Cell[]>;

/** Counts evaluations per flag, variant and minute, for who evaluates millions per second: one look-up each. */
export class AnswerCounts extends UsageSource {
  private minutes: { readonly start: number; readonly cells: Minute }[] = [];
  private current: Minute = new Map();
  private currentEnd = 0;
  private size = 0;
  private unknown = new Map<string, number>();
  private lost = 0;

  count(flag: string, variant: string | undefined, now: number): void {
    if (now >= this.currentEnd) this.turn(now);
    const cells = this.current.get(flag);
    if (cells !== undefined) {
      for (const cell of cells) {
        if (cell.variant === variant) {
          cell.count += 1;
          return;
        }
      }
    }
    this.add(flag, variant, cells);
  }

  countUnknown(flag: string): void {
    const known = this.unknown.get(flag);
    if (known === undefined && this.unknown.size >= MOST_UNKNOWN) this.lost += 1;
    else this.unknown.set(flag, (known ?? 0) + 1);
  }

  override drain(): CountedUsage {
    const usage = this.minutes.flatMap(({ start, cells }) => usageOf(start, cells));
    const unknown: UnknownCount[] = [...this.unknown].map(([flag, count]) => ({ flag, count }));
    const { lost } = this;
    this.minutes = [];
    this.currentEnd = 0;
    this.size = 0;
    this.unknown = new Map();
    this.lost = 0;
    return { usage, unknown, lost };
  }

  private turn(now: number): void {
    const start = Math.floor(now / MINUTE_MS) * MINUTE_MS;
    this.current = new Map();
    this.currentEnd = start + MINUTE_MS;
    this.minutes.push({ start, cells: this.current });
  }

  private add(flag: string, variant: string | undefined, cells: Cell[] | undefined): void {
    if (this.size >= MOST_CELLS) {
      this.lost += 1;
      return;
    }
    this.size += 1;
    const cell = { variant, count: 1 };
    if (cells === undefined) this.current.set(flag, [cell]);
    else cells.push(cell);
  }
}

function usageOf(start: number, minute: Minute): UsageCount[] {
  const text = new Date(start).toISOString().replace('.000', '');
  return [...minute].flatMap(([flag, cells]) =>
    cells.map(({ variant, count }) => ({
      minute: text,
      flag,
      ...(variant !== undefined && { variant }),
      count,
    })),
  );
}
