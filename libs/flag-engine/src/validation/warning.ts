/** What is allowed but rarely meant. */
export interface Warning {
  /** The flag or segment that it is about. */
  readonly key: string;
  /** JSON Pointer into it. */
  readonly pointer: string;
  readonly code:
    | 'shared_seed'
    | 'unreachable_rule'
    | 'unserved_variant'
    | 'unused_segment'
    | 'reveals_hidden_flag';
  /** A sentence that says what happens and what to do instead. */
  readonly detail: string;
}
