import type { SampledContext, Sampling } from './telemetry-report';

/** Contexts that were evaluated lately, as far as the server may see them. */
export abstract class ContextSource {
  /** Hands over at most 20, reduced to what `sampling` names, and begins anew. */
  abstract take(sampling: Sampling): Promise<readonly SampledContext[]>;
}
