import type { Kind, Place } from '../compile/in-order';
import { dependenciesOf, type References } from '../compile/references';
import type { FlagConfig } from '../model/flag';
import type { Segment } from '../model/segment';
import { type Difference, differenceOf } from './difference';
import { type Referrers, referrersAfter, referrersOf } from './referrers';
import { VersionedMap } from './versioned-map';

/** All the flags, or all the segments, of an environment, and what the next revision needs to know of them. */
export interface Layer<Config, Compiled> {
  /** As they were given, of each key the last. */
  readonly configs: readonly Config[];
  readonly compiled: VersionedMap<Compiled>;
  readonly referrers: Referrers;
}

type AnyConfig = { readonly key: string } & (Pick<FlagConfig, 'strategy'> | Pick<Segment, 'when'>);
type AnyCompiled<Config> = { readonly config: Config; readonly references: References };

/** The layer of what was compiled from scratch. */
export function layerOf<Config extends AnyConfig, Compiled extends AnyCompiled<Config>>(
  compiled: ReadonlyMap<string, Compiled>,
): Layer<Config, Compiled> {
  const all = [...compiled.values()];
  return {
    configs: all.map(({ config }) => config),
    compiled: VersionedMap.of(compiled),
    referrers: referrersOf(all),
  };
}

/** The next of a layer while it is made: what it has not of its own is what the former had. */
export class NextLayer<
  Config extends AnyConfig,
  Compiled extends AnyCompiled<Config>,
> implements Place<Compiled> {
  private readonly difference: Difference<Config>;
  private readonly referrers: Referrers;
  private readonly staleKeys: Set<string>;
  private readonly changes = new Map<string, Compiled | undefined>();

  constructor(
    private readonly former: Layer<Config, Compiled>,
    configs: readonly Config[],
  ) {
    this.difference = differenceOf(former, configs);
    const { changed, removed } = this.difference;
    this.staleKeys = new Set([...changed.keys(), ...removed]);
    for (const key of removed) this.changes.set(key, undefined);
    const moves = [...this.staleKeys].map((key) => {
      const config = changed.get(key);
      const before = former.compiled.get(key)?.references;
      return { key, before, now: config && dependenciesOf(config) };
    });
    this.referrers = referrersAfter(former.referrers, moves);
  }

  /** The keys that are not what they were: changed, gone, or referring to one that is, at any distance. */
  get stale(): ReadonlySet<string> {
    return this.staleKeys;
  }

  /**
   * Marks what refers to any of these as stale. Of its own stale keys it marks what refers to them at any distance: a
   * set that is walked is walked to the end, whatever is added on the way.
   */
  markReferrers(kind: Kind<Config, Compiled>['name'], keys: ReadonlySet<string>): void {
    for (const key of keys) {
      for (const referrer of this.referrers[kind].get(key) ?? []) this.staleKeys.add(referrer);
    }
  }

  /** What is to be compiled, by key. */
  configsToCompile(): ReadonlyMap<string, Config> {
    const configs = new Map<string, Config>();
    for (const key of this.staleKeys) {
      const config = this.difference.changed.get(key) ?? this.get(key)?.config;
      if (config !== undefined) configs.set(key, config);
    }
    return configs;
  }

  get(key: string): Compiled | undefined {
    return this.changes.has(key) ? this.changes.get(key) : this.former.compiled.get(key);
  }

  set(key: string, compiled: Compiled | undefined): void {
    this.changes.set(key, compiled);
  }

  /** The layer, once all that is stale is compiled. */
  finished(): Layer<Config, Compiled> {
    return {
      configs: this.difference.configs,
      compiled: this.former.compiled.with(this.changes),
      referrers: this.referrers,
    };
  }
}
