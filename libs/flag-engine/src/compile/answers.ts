import { isObject } from '../comparisons/is-object';
import type { Flag } from '../model/flag';
import type { JsonValue } from '../model/json';
import type { ErrorCode, EvaluationResult, FlagMetadata, Reason } from '../model/result';

/** What an answer carries beside the variant. */
type Facts = Pick<FlagMetadata, 'rule' | 'prerequisite'>;

/**
 * Makes the answers of one flag. Each is made when the flag is compiled and shared by all evaluations that come to it,
 * so it is frozen, its value included: evaluation itself allocates nothing.
 */
export class Answers {
  private readonly values = new Map<string, JsonValue>();
  private readonly metadata: FlagMetadata;

  constructor(flag: Flag) {
    for (const { name, value } of flag.variants) this.values.set(name, frozen(value));
    this.metadata = Object.freeze({ ...flag.metadata, version: flag.version });
  }

  /** Is there such a variant. */
  has(variant: string): boolean {
    return this.values.has(variant);
  }

  /** Serves a variant, or with `null` the caller's own default. */
  serve(variant: string | null, reason: Exclude<Reason, 'ERROR'>, facts?: Facts): EvaluationResult {
    const flagMetadata = this.metadataWith(facts);
    if (variant === null) return Object.freeze({ reason, flagMetadata });
    const value = this.values.get(variant) as JsonValue; // a flag that names another one is broken
    return Object.freeze({ value, variant, reason, flagMetadata });
  }

  error(errorCode: ErrorCode, errorMessage: string): EvaluationResult {
    return Object.freeze({ reason: 'ERROR', errorCode, errorMessage, flagMetadata: this.metadata });
  }

  private metadataWith(facts: Facts | undefined): FlagMetadata {
    return facts === undefined ? this.metadata : Object.freeze({ ...this.metadata, ...facts });
  }
}

/** A copy that nobody can change: callers share it. */
function frozen(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return Object.freeze(value.map(frozen)) as JsonValue[];
  if (!isObject(value)) return value;
  return Object.freeze(
    Object.fromEntries(Object.entries(value).map(([key, member]) => [key, frozen(member)])),
  );
}
