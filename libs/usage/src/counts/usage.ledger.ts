/** When a flag was last evaluated; epoch milliseconds. */
export interface LastSeen {
  readonly tenantId: string;
  readonly environmentId: string;
  readonly flag: string;
  /** By its name; `undefined`: only ever among all others. */
  readonly askedAt: number | undefined;
  /** Among all others of a bulk answer. */
  readonly bulkAt: number | undefined;
}

/** Who asked: whoever opens a browser's tools can ask as a client. */
export type Asker = 'server' | 'client';

/** A key that was asked for and is no flag's. */
export interface UnknownKey {
  readonly tenantId: string;
  readonly environmentId: string;
  readonly flag: string;
  readonly asker: Asker;
  readonly count: number;
  /** Epoch milliseconds. */
  readonly seenAt: number;
}

/** Evaluations that happened and were not counted. */
export interface Loss {
  readonly tenantId: string;
  readonly environmentId: string;
  /** Epoch milliseconds at which the hour began. */
  readonly hour: number;
  readonly count: number;
}

/** What a process noted besides the counts. */
export interface Sightings {
  readonly seen: readonly LastSeen[];
  readonly unknown: readonly UnknownKey[];
  readonly losses: readonly Loss[];
}

/** An environment of a tenant. */
export interface Place {
  readonly tenantId: string;
  readonly environmentId: string;
}

/** A key in the list of those that are no flag's. */
export interface UnknownKeyRecord extends UnknownKey {
  readonly firstSeenAt: number;
}

/** What has to be known of usage whatever becomes of the counts: kept in PostgreSQL always. */
export abstract class UsageLedger {
  /** Adds to what is there: later times win, numbers add up. What belongs to a place that is gone is passed over. */
  abstract note(sightings: Sightings): Promise<void>;

  /** Of all flags of a place that were ever evaluated there, by key. */
  abstract lastSeen(place: Place): Promise<ReadonlyMap<string, LastSeen>>;

  /** Of one flag; `undefined` when it was never evaluated there. */
  abstract lastSeenOf(place: Place, flag: string): Promise<LastSeen | undefined>;

  /** Most asked for first. */
  abstract unknownKeys(place: Place): Promise<UnknownKeyRecord[]>;

  /** Evaluations lost in [from, to), by whole hours. */
  abstract lost(place: Place, from: number, to: number): Promise<number>;

  /** Since when usage is noted at all; epoch milliseconds. */
  abstract since(): Promise<number>;

  /** Removes unknown keys and losses that are older than `before` (epoch milliseconds). */
  abstract forget(before: number): Promise<void>;
}
