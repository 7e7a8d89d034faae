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

/** An environment, ready to be evaluated. Immutable: a change makes another one. */
export interface CompiledSnapshot {
  readonly flags: ReadonlyMap<string, CompiledFlag>;
  readonly segments: ReadonlyMap<string, CompiledSegment>;
  readonly parts: Parts;
  /** The flags whose answer time alone may change, in no particular order. */
  readonly timed: readonly CompiledFlag[];
}
