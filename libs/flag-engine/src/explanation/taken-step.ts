import type { FactName, StepKind } from '../compile/observer';
import type { Flag } from '../model/flag';
import type { Segment } from '../model/segment';
import type { Step } from './explanation';

/** A part of a flag or segment that was looked at, as it was written down. */
export interface TakenStep {
  readonly kind: StepKind;
  readonly at: string;
  /** Whose part it is. */
  readonly owner: Flag | Segment;
  /** What it was asked with: the context and the time. */
  readonly asked: readonly unknown[];
  readonly facts: { readonly [Fact in FactName]?: unknown };
  readonly steps: readonly Step[];
}
