import type { Problem } from '@app/flag-engine';

/** Something in one flag or segment of a change that cannot mean anything. */
export interface ItemProblem extends Problem {
  readonly kind: 'flag' | 'segment';
  readonly key: string;
}
