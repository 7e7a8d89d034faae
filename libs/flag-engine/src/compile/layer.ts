import { orderOf } from './order';
import type { Problem } from './problem';
import { dependenciesOf, type References } from './references';
import { addDependents, changedKeys } from './stale';
import type { FlagConfig } from '../model/flag';
import type { Segment } from '../model/segment';

/** How one kind of part is compiled. */
export interface Kind<Config, Compiled> {
  readonly sound: (config: Config) => Compiled;
  readonly broken: (config: Config, problems: readonly Problem[]) => Compiled;
  /** Of what it refers to, its own kind. */
  readonly neighbours: (references: References) => readonly string[];
}

type AnyConfig = { readonly key: string } & (Pick<FlagConfig, 'strategy'> | Pick<Segment, 'when'>);

/** Compiles all the flags, or all the segments, of an environment: what changed, in an order in which needs come first. */
export class Layer<
  Config extends AnyConfig,
  Compiled extends { readonly config: Config; readonly references: References },
> {
  private compiled = new Map<string, Compiled>();
  private readonly configs: ReadonlyMap<string, Config>;
  private readonly references = new Map<string, References>();
  private readonly stale: Set<string>;

  constructor(
    configs: readonly Config[],
    private readonly kind: Kind<Config, Compiled>,
    private readonly former: ReadonlyMap<string, Compiled> | undefined,
  ) {
    this.configs = new Map(configs.map((config) => [config.key, config]));
    this.stale =
      former === undefined ? new Set(this.configs.keys()) : changedKeys(this.configs, former);
    for (const [key, config] of this.configs) {
      const known = this.stale.has(key) ? undefined : former?.get(key);
      this.references.set(key, known?.references ?? dependenciesOf(config));
    }
  }

  /** Marks whatever refers to one of these segments as to be compiled. */
  markUsersOf(segments: ReadonlySet<string>): void {
    for (const [key, references] of this.references) {
      if (references.segments.some((segment) => segments.has(segment))) this.stale.add(key);
    }
  }

  /** Compiles what is stale into `compiled` and takes over the rest. Returns the keys that are not what they were. */
  compile(compiled: Map<string, Compiled>): ReadonlySet<string> {
    this.compiled = compiled;
    const graph = new Map<string, readonly string[]>();
    for (const [key, references] of this.references)
      graph.set(key, this.kind.neighbours(references));
    addDependents(this.stale, graph);
    for (const [key, known] of this.former ?? []) {
      if (!this.stale.has(key)) this.compiled.set(key, known);
    }
    this.compileInOrder(graph);
    return this.stale;
  }

  private compileInOrder(graph: Map<string, readonly string[]>): void {
    for (const key of graph.keys()) if (!this.stale.has(key)) graph.delete(key);
    const { sorted, cycles } = orderOf(graph);
    for (const key of sorted) {
      const config = this.configs.get(key) as Config;
      const cycle = cycles.get(key);
      const compiled =
        cycle === undefined
          ? this.kind.sound(config)
          : this.kind.broken(config, [cycleProblem(cycle)]);
      this.compiled.set(key, compiled);
    }
  }

  /** The compiled parts, in the order of the snapshot. */
  inOrder(): ReadonlyMap<string, Compiled> {
    const ordered = new Map<string, Compiled>();
    for (const key of this.configs.keys()) ordered.set(key, this.compiled.get(key) as Compiled);
    return ordered;
  }
}

function cycleProblem(cycle: readonly string[]): Problem {
  const way = cycle.map((key) => `"${key}"`).join(' → ');
  const detail = `This would be a cycle: ${way}. Take out one of these references.`;
  return { pointer: '', code: 'cycle', detail };
}
