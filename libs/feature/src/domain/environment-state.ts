import type { ValueType } from '@app/flag-engine';
import type { Flag } from './flag';
import { type Reference, referenceId } from './reference';
import type { Segment } from './segment';
import type { PresentIds } from './segment-ids';

/**
 * As much of an environment as a change has to know: an environment may hold 100,000 flags, and an
 * upsert is about one. What is not in `known` was not asked for; what is and has no entry is not there.
 */
export interface EnvironmentState {
  readonly name: string;
  readonly known: ReadonlySet<string>;
  readonly flags: ReadonlyMap<string, Flag>;
  readonly segments: ReadonlyMap<string, Segment>;
  /** Of segments that the change touches, by key. */
  readonly ids: ReadonlyMap<string, PresentIds>;
  /** Flags and segments that directly name a reference, by `referenceId`. */
  readonly usedBy: ReadonlyMap<string, readonly Reference[]>;
  /** The value type that the tenant has given a key, in whatever environment; absent for a new key. */
  readonly declared: ReadonlyMap<string, ValueType>;
  /** Which other environments hold the flag, by key; asked only where the type differs from the declared one. */
  readonly elsewhere: ReadonlyMap<string, readonly string[]>;
}

/** An environment of which nothing is known yet. */
export function nothingKnown(name: string): EnvironmentState {
  return {
    name,
    known: new Set(),
    flags: new Map(),
    segments: new Map(),
    ids: new Map(),
    usedBy: new Map(),
    declared: new Map(),
    elsewhere: new Map(),
  };
}

/** Both of what two readings of the same environment at the same revision say. */
export function merged(a: EnvironmentState, b: EnvironmentState): EnvironmentState {
  return {
    name: a.name,
    known: new Set([...a.known, ...b.known]),
    flags: new Map([...a.flags, ...b.flags]),
    segments: new Map([...a.segments, ...b.segments]),
    ids: new Map([...a.ids, ...b.ids]),
    usedBy: new Map([...a.usedBy, ...b.usedBy]),
    declared: new Map([...a.declared, ...b.declared]),
    elsewhere: new Map([...a.elsewhere, ...b.elsewhere]),
  };
}

/** Whether the state says if there is such a flag or segment. */
export function isKnown(state: EnvironmentState, reference: Reference): boolean {
  return state.known.has(referenceId(reference));
}
