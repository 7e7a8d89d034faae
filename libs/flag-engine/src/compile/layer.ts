import type { FlagConfig } from '../model/flag';
import type { Segment } from '../model/segment';
import { orderOf } from './order';
import type { Problem } from './problem';
import { dependenciesOf, NO_REFERENCES, type References } from './references';
import { addDependents, changedKeys } from './stale';

/** How one kind of part is compiled. */
export interface Kind<Config, Compiled> {
  readonly sound: (config: Config, references: References) => Compiled;
  readonly broken: (config: Config, problems: readonly Problem[]) => Compiled;
  /** Of what it refers to, its own kind. */
  readonly neighbours: (references: References) => readonly string[];
}

type AnyConfig = { readonly key: string } & (Pick<FlagConfig, 'strategy'> | Pick<Segment, 'when'>);

/** Compiles all the flags, or all the segments, of an environment: what changed, and what it refers to first. */
export class Layer<
  Config extends AnyConfig,
  Compiled extends { readonly config: Config; readonly references: References },
> {
  private readonly configs = new Map<string, Config>();
  /** Of those that stand on anything. */
  private readonly references = new Map<string, References>();
  private readonly stale: Set<string>;

  constructor(
    configs: readonly Config[],
    private readonly kind: Kind<Config, Compiled>,
    private readonly former: ReadonlyMap<string, Compiled> = new Map(),
  ) {
    for (const config of configs) this.configs.set(config.key, config);
    this.stale = changedKeys(this.configs, former);
    for (const [key, config] of this.configs) {
      const known = this.stale.has(key) ? undefined : former.get(key);
      const references = known?.references ?? dependenciesOf(config);
      if (references !== NO_REFERENCES) this.references.set(key, references);
    }
  }

  /** Marks whatever refers to one of these segments as to be compiled. */
  markUsersOf(segments: ReadonlySet<string>): void {
    for (const [key, references] of this.references) {
      if (references.segments.some((segment) => segments.has(segment))) this.stale.add(key);
    }
  }

  /**
   * Compiles what is stale into `compiled` and takes over the rest, in the order of the snapshot. Returns the keys that
   * are not what they were.
   */
  compile(compiled: Map<string, Compiled>): ReadonlySet<string> {
    const graph = this.graph();
    addDependents(this.stale, graph);
    for (const [key, config] of this.configs) {
      if (!this.stale.has(key)) compiled.set(key, this.former.get(key) as Compiled);
      // Nothing asks a place that is still to be filled: whatever refers to it comes later.
      else compiled.set(key, graph.has(key) ? (undefined as never) : this.sound(config));
    }
    this.compileInOrder(graph, compiled);
    return this.stale;
  }

  private sound(config: Config): Compiled {
    return this.kind.sound(config, this.references.get(config.key) ?? NO_REFERENCES);
  }

  private graph(): Map<string, readonly string[]> {
    const graph = new Map<string, readonly string[]>();
    for (const [key, references] of this.references) {
      const neighbours = this.kind.neighbours(references);
      if (neighbours.length > 0) graph.set(key, neighbours);
    }
    return graph;
  }

  private compileInOrder(
    graph: Map<string, readonly string[]>,
    compiled: Map<string, Compiled>,
  ): void {
    for (const key of graph.keys()) if (!this.stale.has(key)) graph.delete(key);
    const { sorted, cycles } = orderOf(graph);
    for (const key of sorted) {
      const config = this.configs.get(key) as Config;
      const cycle = cycles.get(key);
      compiled.set(
        key,
        cycle === undefined ? this.sound(config) : this.kind.broken(config, [cycleProblem(cycle)]),
      );
    }
  }
}

function cycleProblem(cycle: readonly string[]): Problem {
  const way = cycle.map((key) => `"${key}"`).join(' → ');
  const detail = `This would be a cycle: ${way}. Take out one of these references.`;
  return { pointer: '', code: 'cycle', detail };
}
