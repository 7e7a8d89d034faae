/**
 * Whom and what a flag is evaluated for: OpenFeature's evaluation context.
 * `userId` stands for `targetingKey` where that is absent. Anything may be in it; nothing in it can make evaluation throw.
 */
export interface EvaluationContext {
  readonly targetingKey?: unknown;
  readonly userId?: unknown;
  readonly [attribute: string]: unknown;
}
