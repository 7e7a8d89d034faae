import type { Operators } from '../comparisons/operator';
import type { Hashes } from '../bucketing/hash';
import type { CompiledFlag, CompiledSegment } from './compiled';

/** The optional parts that flags may use, given to `compile` by who needs them. */
export interface Parts {
  /** `operators` of `@app/flag-engine/operators`: regular expressions, version ranges, CIDR, hashed values. */
  readonly operators?: Operators;
  /** `hashes` of `@app/flag-engine/hashes`: other systems' bucketing, for flags that moved in. */
  readonly hashes?: Hashes;
}

/** Compiled flags and segments by key. */
export interface CompiledParts {
  readonly flags: ReadonlyMap<string, CompiledFlag>;
  readonly segments: ReadonlyMap<string, CompiledSegment>;
}

/** An environment, ready to be evaluated. Immutable: a change makes another one. */
export interface CompiledSnapshot extends CompiledParts {
  readonly parts: Parts;
  /** The flags whose answer time alone may change. */
  readonly timed: readonly CompiledFlag[];
}
