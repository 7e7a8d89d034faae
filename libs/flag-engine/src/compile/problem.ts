/** What kind of mistake a configuration holds. */
export type ProblemCode =
  | 'schema'
  | 'unknown_operator'
  | 'invalid_values'
  | 'invalid_attribute'
  | 'invalid_date'
  | 'invalid_percentage'
  | 'invalid_split'
  | 'invalid_variants'
  | 'unknown_variant'
  | 'unknown_hash'
  | 'unknown_segment'
  | 'unknown_flag'
  | 'flag_in_segment'
  | 'duplicate'
  | 'cycle'
  | 'used_by'
  | 'malformed';

/** One thing in a configuration that cannot mean anything. */
export interface Problem {
  /** JSON Pointer into the flag or segment: `/strategy/rules/0/when/values`. */
  readonly pointer: string;
  readonly code: ProblemCode;
  /** A sentence that says what would be right. */
  readonly detail: string;
}
