import type { EvaluationContext } from '@app/flag-engine';

/** Contexts that an environment evaluated lately, reduced to what it keeps of them. */
export interface RecentSample {
  /** The latest first. */
  readonly contexts: readonly EvaluationContext[];
  /** When the oldest of them was evaluated, in epoch milliseconds. */
  readonly oldestAt: number | undefined;
  /** Whether contexts are kept at all. */
  readonly enabled: boolean;
  /** The attributes that are kept. */
  readonly attributes: readonly string[];
  /** `hashed`: a targeting key says only whether two contexts are of the same one. */
  readonly targetingKey: 'hashed' | 'plain';
}

/** Where drafts find out whom they would have concerned. */
export abstract class RecentContexts {
  abstract of(tenantId: string, environmentId: string): Promise<RecentSample>;
}
