import { INTERVAL_MS } from './interval';
import type { LastSeen, Loss, Place, Sightings, UnknownKey } from './usage.ledger';

/** Flags that were seen, of all environments. */
const MOST_SEEN = 100_000;
/** Keys that are no flag's, of one environment, between two writes. */
const MOST_UNKNOWN = 200;
const MOST_PLACES = 10_000;

/** Notes in memory what the ledger is told of in batches. Bounded: what finds no room is forgotten. */
export class NotedSightings {
  private seen = new Map<string, LastSeen>();
  private unknown = new Map<string, Map<string, UnknownKey>>();
  private losses = new Map<string, Loss>();

  /** A flag was evaluated. `at` is epoch milliseconds. */
  see(place: Place, flag: string, { askedAt, bulkAt }: Pick<LastSeen, 'askedAt' | 'bulkAt'>): void {
    const id = `${place.environmentId}\n${flag}`;
    const known = this.seen.get(id);
    if (known === undefined && this.seen.size >= MOST_SEEN) return;
    this.seen.set(id, {
      ...placeOf(place),
      flag,
      askedAt: later(known?.askedAt, askedAt),
      bulkAt: later(known?.bulkAt, bulkAt),
    });
  }

  /** Somebody asked for a key that is no flag's. */
  miss({ count, seenAt, ...key }: UnknownKey): void {
    const keys = this.keysOf(key);
    const id = `${key.asker}\n${key.flag}`;
    const known = keys?.get(id);
    if (known === undefined && (keys === undefined || keys.size >= MOST_UNKNOWN)) return;
    keys?.set(id, {
      ...key,
      count: (known?.count ?? 0) + count,
      seenAt: Math.max(known?.seenAt ?? 0, seenAt),
    });
  }

  /** Evaluations were not counted. @param at epoch milliseconds */
  lose(place: Place, count: number, at: number): void {
    if (count === 0) return;
    const hour = at - (at % INTERVAL_MS.hour);
    const id = `${place.environmentId}\n${hour}`;
    const known = this.losses.get(id);
    if (known === undefined && this.losses.size >= MOST_PLACES) return;
    this.losses.set(id, { ...placeOf(place), hour, count: (known?.count ?? 0) + count });
  }

  /** Takes everything out; `undefined` when there is nothing. */
  take(): Sightings | undefined {
    const sightings = {
      seen: [...this.seen.values()],
      unknown: [...this.unknown.values()].flatMap((keys) => [...keys.values()]),
      losses: [...this.losses.values()],
    };
    this.seen = new Map();
    this.unknown = new Map();
    this.losses = new Map();
    const { seen, unknown, losses } = sightings;
    return seen.length + unknown.length + losses.length === 0 ? undefined : sightings;
  }

  /** Takes back what could not be written, beside what was noted meanwhile. */
  putBack({ seen, unknown, losses }: Sightings): void {
    for (const one of seen) this.see(one, one.flag, one);
    for (const one of unknown) this.miss(one);
    for (const one of losses) this.lose(one, one.count, one.hour);
  }

  private keysOf({ environmentId }: Place): Map<string, UnknownKey> | undefined {
    const keys = this.unknown.get(environmentId);
    if (keys !== undefined || this.unknown.size >= MOST_PLACES) return keys;
    const made = new Map<string, UnknownKey>();
    this.unknown.set(environmentId, made);
    return made;
  }
}

/** Of callers that know more of the place than the ledger wants. */
function placeOf({ tenantId, environmentId }: Place): Place {
  return { tenantId, environmentId };
}

function later(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.max(a, b);
}
