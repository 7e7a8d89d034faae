import type { By, Condition } from './condition';

/** Named conditions and individual ids of an environment: `exclude` wins, then `include`, then `when`. */
export interface Segment {
  /** `^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$` */
  readonly key: string;
  readonly name?: string;
  readonly description?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Whose ids `include` and `exclude` list; `targetingKey` when absent. */
  readonly by?: By;
  /** Nobody beyond `include` when absent. May use segments, without a cycle, but no flags. */
  readonly when?: Condition;
}
