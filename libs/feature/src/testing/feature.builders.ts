import type { Condition, Strategy } from '@app/flag-engine';
import type { FlagInput } from '@app/flag-engine/validation';
import type { Actor } from '@app/kernel';
import { type EnvironmentState, nothingKnown } from '../domain/environment-state';
import type { Flag } from '../domain/flag';
import { completedFlag } from '../domain/flag-patch';
import { referencesOf } from '../domain/needs';
import { type Reference, referenceId } from '../domain/reference';
import type { Segment } from '../domain/segment';

const ACTOR: Actor = { type: 'user', id: 'u-1', name: 'zebra' };
const TIME = '2026-11-25T09:30:00.000Z';

/** A flag as it is stored; `more` says what is not the default. */
export function aFlag(key: string, more: Omit<FlagInput, 'key'> & { version?: number } = {}): Flag {
  const { version = 1, ...input } = more;
  return {
    id: `id-of-${key}`,
    version,
    config: completedFlag({ key, ...input }),
    createdAt: TIME,
    updatedAt: TIME,
    updatedBy: ACTOR,
  };
}

/** A strategy that serves `on` to whoever fulfils `when`. */
export function onlyFor(when: Condition): Strategy {
  return { type: 'rules', rules: [{ id: 'r1', when, serve: { variant: 'on' } }] };
}

/** A strategy that stands on another flag. */
export function needing(flag: string, variants: readonly string[] = ['on']): Strategy {
  return {
    type: 'rules',
    prerequisites: { flag, variants },
    fallthrough: { variant: 'on' },
  };
}

/** A segment as it is stored, without ids. */
export function aSegment(key: string, when?: Condition): Segment {
  return {
    id: `id-of-${key}`,
    version: 1,
    config: { key, ...(when !== undefined && { when }) },
    counts: { include: 0, exclude: 0 },
    createdAt: TIME,
    updatedAt: TIME,
    updatedBy: ACTOR,
  };
}

/** What of an environment is there. */
export interface Inhabitants {
  readonly flags?: readonly Flag[];
  readonly segments?: readonly Segment[];
  /** Ids that segments include, by key. */
  readonly include?: Readonly<Record<string, readonly string[]>>;
}

/** An environment of which everything is known, including that there is nothing else. */
export function anEnvironmentState(
  name: string,
  { flags = [], segments = [], include = {} }: Inhabitants = {},
): EnvironmentState {
  return {
    ...nothingKnown(name),
    known: EVERYTHING,
    flags: new Map(flags.map((flag) => [flag.config.key, flag])),
    segments: new Map(segments.map((segment) => [segment.config.key, segment])),
    ids: new Map(
      segments.map(({ config: { key } }) => [
        key,
        { include: new Set(include[key] ?? []), exclude: new Set() },
      ]),
    ),
    usedBy: new UsersIn([...flags, ...segments]),
    declared: new Map(flags.map(({ config }) => [config.key, config.valueType])),
  };
}

/** Says of everything that it was asked for. */
const EVERYTHING: ReadonlySet<string> = new (class extends Set<string> {
  override has(): boolean {
    return true;
  }
})();

/** Who uses what, worked out from the configurations themselves. */
class UsersIn extends Map<string, readonly Reference[]> {
  constructor(private readonly inhabitants: readonly (Flag | Segment)[]) {
    super();
  }

  override has(): boolean {
    return true;
  }

  override get(used: string): readonly Reference[] {
    return this.inhabitants
      .filter(({ config }) => referencesOf(config).some((each) => referenceId(each) === used))
      .map(({ config }) => ({ kind: 'strategy' in config ? 'flag' : 'segment', key: config.key }));
  }
}
