import type { FlagConfig } from '../model/flag';
import type { Segment } from '../model/segment';
import { orderOf } from './order';
import type { Problem } from './problem';
import { dependenciesOf, type References } from './references';

/** How flags, or segments, are compiled. */
export interface Kind<Config, Compiled> {
  readonly name: 'flags' | 'segments';
  readonly sound: (config: Config, references: References) => Compiled;
  readonly broken: (config: Config, problems: readonly Problem[]) => Compiled;
}

/** Where flags, or segments, are put when they are compiled, and found by those that refer to them. */
export interface Place<Compiled> {
  get(key: string): Compiled | undefined;
  /** @param compiled `undefined` for what is still to come */
  set(key: string, compiled: Compiled | undefined): unknown;
}

type AnyConfig = Pick<FlagConfig, 'strategy'> | Pick<Segment, 'when'>;

/** Compiles flags, or segments, each after those of its kind that it refers to; a cycle has no such order. */
export function compileInOrder<Config extends AnyConfig, Compiled>(
  configs: ReadonlyMap<string, Config>,
  place: Place<Compiled>,
  { name, sound, broken }: Kind<Config, Compiled>,
): void {
  const graph = new Map<string, readonly string[]>();
  for (const [key, config] of configs) {
    const references = dependenciesOf(config);
    const neighbours = references[name];
    if (neighbours.length > 0) graph.set(key, neighbours);
    // Nobody asks for what is still to come: whatever refers to it comes later.
    place.set(key, neighbours.length > 0 ? undefined : sound(config, references));
  }
  const { sorted, cycles } = orderOf(graph);
  for (const key of sorted) {
    const config = configs.get(key) as Config;
    const cycle = cycles.get(key);
    place.set(
      key,
      cycle ? broken(config, [cycleProblem(cycle)]) : sound(config, dependenciesOf(config)),
    );
  }
}

function cycleProblem(cycle: readonly string[]): Problem {
  const way = cycle.map((key) => `"${key}"`).join(' → ');
  const detail = `This would be a cycle: ${way}. Take out one of these references.`;
  return { pointer: '', code: 'cycle', detail };
}
