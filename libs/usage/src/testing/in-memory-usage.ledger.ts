import { INTERVAL_MS } from '../counts/interval';
import {
  type LastSeen,
  type Loss,
  type Place,
  type Sightings,
  type UnknownKeyRecord,
  UsageLedger,
} from '../counts/usage.ledger';

/** The ledger in memory. */
export class InMemoryUsageLedger extends UsageLedger {
  private readonly seen = new Map<string, LastSeen>();
  private readonly unknown = new Map<string, UnknownKeyRecord>();
  private losses: Loss[] = [];

  /** @param startedAt epoch milliseconds */
  constructor(private readonly startedAt = Date.parse('2026-11-01T00:00:00Z')) {
    super();
  }

  override note({ seen, unknown, losses }: Sightings): Promise<void> {
    for (const one of seen) {
      const id = `${one.tenantId} ${one.environmentId} ${one.flag}`;
      const known = this.seen.get(id);
      const askedAt = later(known?.askedAt, one.askedAt);
      this.seen.set(id, { ...one, askedAt, bulkAt: later(known?.bulkAt, one.bulkAt) });
    }
    for (const one of unknown) {
      const id = `${one.tenantId} ${one.environmentId} ${one.asker} ${one.flag}`;
      const known = this.unknown.get(id);
      this.unknown.set(id, {
        ...one,
        count: (known?.count ?? 0) + one.count,
        firstSeenAt: known?.firstSeenAt ?? one.seenAt,
        seenAt: Math.max(known?.seenAt ?? 0, one.seenAt),
      });
    }
    this.losses.push(...losses);
    return Promise.resolve();
  }

  override lastSeen(place: Place): Promise<Map<string, LastSeen>> {
    const there = [...this.seen.values()].filter(isIn(place));
    return Promise.resolve(new Map(there.map((one) => [one.flag, one])));
  }

  override async lastSeenOf(place: Place, flag: string): Promise<LastSeen | undefined> {
    return (await this.lastSeen(place)).get(flag);
  }

  override unknownKeys(place: Place): Promise<UnknownKeyRecord[]> {
    const there = [...this.unknown.values()].filter(isIn(place));
    return Promise.resolve(there.sort(mostAskedFirst));
  }

  override lost(place: Place, from: number, to: number): Promise<number> {
    const start = from - (from % INTERVAL_MS.hour);
    const there = this.losses.filter(isIn(place)).filter(({ hour }) => hour >= start && hour < to);
    return Promise.resolve(there.reduce((sum, { count }) => sum + count, 0));
  }

  override since(): Promise<number> {
    return Promise.resolve(this.startedAt);
  }

  override forget(before: number): Promise<void> {
    for (const [id, { seenAt }] of this.unknown) if (seenAt < before) this.unknown.delete(id);
    this.losses = this.losses.filter(({ hour }) => hour >= before);
    return Promise.resolve();
  }
}

function isIn({ tenantId, environmentId }: Place): (one: Place) => boolean {
  return (one) => one.tenantId === tenantId && one.environmentId === environmentId;
}

function mostAskedFirst(a: UnknownKeyRecord, b: UnknownKeyRecord): number {
  if (a.count !== b.count) return b.count - a.count;
  return `${a.flag} ${a.asker}` < `${b.flag} ${b.asker}` ? -1 : 1;
}

function later(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.max(a, b);
}
