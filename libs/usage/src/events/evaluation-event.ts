import type { NotedEvaluation } from '@app/evaluation';

/** As the semantic conventions of OpenTelemetry name it. */
export const EVENT_NAME = 'feature_flag.evaluation';
const PROVIDER = 'toggle-service';
/** Whoever has a key can ask for anything. */
const LONGEST_KEY = 128;

/** An evaluation as OpenTelemetry tells it. */
export interface EvaluationEvent {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * The event of an evaluation, by the semantic conventions for feature flags. Neither the value nor
 * the context is in it: both may be personal.
 * @param at epoch milliseconds
 */
export function evaluationEvent(
  { ref, key, result }: NotedEvaluation,
  at: number,
): EvaluationEvent {
  const { variant, reason, errorCode, flagMetadata } = result;
  const { version } = flagMetadata;
  return {
    at,
    attributes: {
      'feature_flag.key': key.slice(0, LONGEST_KEY),
      'feature_flag.provider.name': PROVIDER,
      'feature_flag.set.id': `${ref.tenant}/${ref.environment}`,
      'feature_flag.result.reason': reason.toLowerCase(),
      ...(variant !== undefined && { 'feature_flag.result.variant': variant }),
      ...(version !== undefined && { 'feature_flag.version': String(version) }),
      ...(errorCode !== undefined && { 'error.type': errorCode.toLowerCase() }),
    },
  };
}
