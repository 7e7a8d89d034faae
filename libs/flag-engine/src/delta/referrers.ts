import { NO_REFERENCES, type References } from '../compile/references';
import { VersionedMap } from './versioned-map';

type Kind = 'flags' | 'segments';

/** Who refers to whom: by the key of the flag or segment referred to, the keys of those that do. */
export type Referrers = Readonly<Record<Kind, VersionedMap<readonly string[]>>>;

/** What a flag or segment referred to and refers to: nothing before it came, nothing when it is gone. */
export interface Move {
  readonly key: string;
  readonly before: References | undefined;
  readonly now: References | undefined;
}

/** Who refers to whom among all that is compiled. */
export function referrersOf(all: readonly Referrer[]): Referrers {
  const nobody = new Map<string, readonly string[]>();
  const moves = all
    .filter(({ references }) => references !== NO_REFERENCES)
    .map(({ config: { key }, references }) => ({ key, before: undefined, now: references }));
  return referrersAfter(
    { flags: VersionedMap.of(nobody), segments: VersionedMap.of(nobody) },
    moves,
  );
}

interface Referrer {
  readonly config: { readonly key: string };
  readonly references: References;
}

/** Who refers to whom after some have changed. */
export function referrersAfter(former: Referrers, moves: readonly Move[]): Referrers {
  return {
    flags: moved(former.flags, moves, 'flags'),
    segments: moved(former.segments, moves, 'segments'),
  };
}

function moved(
  former: VersionedMap<readonly string[]>,
  moves: readonly Move[],
  kind: Kind,
): VersionedMap<readonly string[]> {
  const joining = new Map<string, string[]>();
  const leaving = new Map<string, string[]>();
  for (const { key, before = NO_REFERENCES, now = NO_REFERENCES } of moves) {
    note(key, { to: now[kind], notTo: before[kind] }, joining);
    note(key, { to: before[kind], notTo: now[kind] }, leaving);
  }
  const changes = new Map<string, readonly string[] | undefined>();
  for (const referred of new Set([...joining.keys(), ...leaving.keys()])) {
    const left = new Set(leaving.get(referred));
    const staying = (former.get(referred) ?? []).filter((key) => !left.has(key));
    const keys = [...staying, ...(joining.get(referred) ?? [])];
    changes.set(referred, keys.length === 0 ? undefined : keys);
  }
  return former.with(changes);
}

interface Ways {
  readonly to: readonly string[];
  readonly notTo: readonly string[];
}

function note(key: string, { to, notTo }: Ways, noted: Map<string, string[]>): void {
  for (const referred of to) {
    if (notTo.includes(referred)) continue;
    const keys = noted.get(referred);
    if (keys === undefined) noted.set(referred, [key]);
    else keys.push(key);
  }
}
