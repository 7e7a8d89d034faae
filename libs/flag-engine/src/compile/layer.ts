import type { FlagConfig } from '../model/flag';
import type { Segment } from '../model/segment';
import { type Difference, differenceOf } from './difference';
import { orderOf } from './order';
import type { Problem } from './problem';
import { dependenciesOf, NO_REFERENCES, type References } from './references';
import { noReferrers, type Referrers, referrersAfter } from './referrers';
import { VersionedMap } from './versioned-map';

/** All the flags, or all the segments, of an environment, and what the next revision needs to know of them. */
export interface Layer<Config, Compiled> {
  /** As they were given, of each key the last. */
  readonly configs: readonly Config[];
  readonly compiled: VersionedMap<Compiled>;
  readonly referrers: Referrers;
}

/** How one kind of part is compiled. */
export interface Kind<Config, Compiled> {
  readonly name: 'flags' | 'segments';
  readonly sound: (config: Config, references: References) => Compiled;
  readonly broken: (config: Config, problems: readonly Problem[]) => Compiled;
}

type AnyConfig = { readonly key: string } & (Pick<FlagConfig, 'strategy'> | Pick<Segment, 'when'>);
type AnyCompiled<Config> = { readonly config: Config; readonly references: References };

/** A layer before there is anything in it. */
export function emptyLayer<Config, Compiled>(): Layer<Config, Compiled> {
  return { configs: [], compiled: VersionedMap.empty(), referrers: noReferrers() };
}

/** Makes the next of a layer: compiles what changed and what stands on that, what it refers to first. */
export class NextLayer<Config extends AnyConfig, Compiled extends AnyCompiled<Config>> {
  private readonly difference: Difference<Config>;
  /** Of those that changed and stand on anything. */
  private readonly references = new Map<string, References>();
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
    for (const [key, config] of changed) {
      const references = dependenciesOf(config);
      if (references !== NO_REFERENCES) this.references.set(key, references);
    }
    const moves = [...this.staleKeys].map((key) => ({
      key,
      before: former.compiled.get(key)?.references,
      now: this.references.get(key),
    }));
    this.referrers = referrersAfter(former.referrers, moves);
  }

  /** Once it is compiled, the keys that are not what they were. */
  get stale(): ReadonlySet<string> {
    return this.staleKeys;
  }

  /** What is compiled of a key already, or still. */
  find(key: string): Compiled | undefined {
    return this.changes.has(key) ? this.changes.get(key) : this.former.compiled.get(key);
  }

  /** Marks whatever refers to one of these segments as to be compiled. */
  markUsersOf(segments: ReadonlySet<string>): void {
    for (const segment of segments) this.markReferrers('segments', segment);
  }

  compile(kind: Kind<Config, Compiled>): Layer<Config, Compiled> {
    for (const key of this.staleKeys) this.markReferrers(kind.name, key);
    const graph = new Map<string, readonly string[]>();
    for (const key of this.staleKeys) {
      const neighbours = this.referencesOf(key)[kind.name];
      if (neighbours.length > 0) graph.set(key, neighbours);
      // Nothing asks a place that is still to be filled: whatever refers to it comes later.
      this.changes.set(key, neighbours.length > 0 ? undefined : this.sound(key, kind));
    }
    this.compileInOrder(graph, kind);
    const { configs } = this.difference;
    return {
      configs,
      compiled: this.former.compiled.with(this.changes),
      referrers: this.referrers,
    };
  }

  private markReferrers(name: Kind<Config, Compiled>['name'], key: string): void {
    for (const referrer of this.referrers[name].get(key) ?? []) this.staleKeys.add(referrer);
  }

  private compileInOrder(
    graph: ReadonlyMap<string, readonly string[]>,
    kind: Kind<Config, Compiled>,
  ): void {
    const { sorted, cycles } = orderOf(graph);
    for (const key of sorted) {
      const cycle = cycles.get(key);
      this.changes.set(key, cycle ? this.broken(key, cycle, kind) : this.sound(key, kind));
    }
  }

  private sound(key: string, kind: Kind<Config, Compiled>): Compiled | undefined {
    const config = this.configOf(key);
    return config && kind.sound(config, this.referencesOf(key));
  }

  private broken(
    key: string,
    cycle: readonly string[],
    kind: Kind<Config, Compiled>,
  ): Compiled | undefined {
    const config = this.configOf(key);
    return config && kind.broken(config, [cycleProblem(cycle)]);
  }

  /** `undefined` for what is gone. */
  private configOf(key: string): Config | undefined {
    const { changed, removed } = this.difference;
    if (removed.has(key)) return undefined;
    return changed.get(key) ?? this.former.compiled.get(key)?.config;
  }

  private referencesOf(key: string): References {
    const { changed, removed } = this.difference;
    if (removed.has(key)) return NO_REFERENCES;
    if (changed.has(key)) return this.references.get(key) ?? NO_REFERENCES;
    return this.former.compiled.get(key)?.references ?? NO_REFERENCES;
  }
}

function cycleProblem(cycle: readonly string[]): Problem {
  const way = cycle.map((key) => `"${key}"`).join(' → ');
  const detail = `This would be a cycle: ${way}. Take out one of these references.`;
  return { pointer: '', code: 'cycle', detail };
}
