import type { Flag } from './flag';
import type { Segment } from './segment';

/** All that evaluation of one environment needs, at one revision. For servers only: it holds what rules compare with. */
export interface Snapshot {
  readonly schema: 1;
  readonly tenant: string;
  readonly environment: string;
  readonly epoch: string;
  readonly revision: number;
  readonly flags: readonly Flag[];
  readonly segments: readonly Segment[];
}

/** The part of a snapshot that `compile` reads. */
export type Environment = Pick<Snapshot, 'flags' | 'segments'>;
