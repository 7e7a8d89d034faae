import type { Audience } from '../ofrep/evaluation-caller';
import type { EnvironmentRef } from '../snapshots/environment-ref';

/** A key that was asked for and is no flag's. */
export interface MissingFlag {
  readonly ref: EnvironmentRef;
  readonly key: string;
  readonly audience: Audience;
  count: number;
}

/** Whoever has a key can ask for anything: what is remembered of it is bounded, in each environment and in all. */
const MOST_KEYS = 200;
const MOST_ENVIRONMENTS = 500;
const LONGEST_KEY = 128;

/** Counts keys that are no flag's. What asks for one more than is remembered is not counted here. */
export class MissingFlags {
  private readonly environments = new Map<string, Map<string, MissingFlag>>();

  add(ref: EnvironmentRef, key: string, audience: Audience): void {
    if (key.length > LONGEST_KEY) return;
    const keys = this.environments.get(ref.environmentId) ?? this.enter(ref);
    if (keys === undefined) return;
    const id = `${audience}\n${key}`;
    const known = keys.get(id);
    if (known !== undefined) known.count += 1;
    else if (keys.size < MOST_KEYS) keys.set(id, { ref, key, audience, count: 1 });
  }

  list(): MissingFlag[] {
    return [...this.environments.values()].flatMap((keys) => [...keys.values()]);
  }

  private enter({ environmentId }: EnvironmentRef): Map<string, MissingFlag> | undefined {
    if (this.environments.size >= MOST_ENVIRONMENTS) return undefined;
    const keys = new Map<string, MissingFlag>();
    this.environments.set(environmentId, keys);
    return keys;
  }
}
