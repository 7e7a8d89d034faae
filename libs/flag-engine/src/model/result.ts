import type { JsonScalar, JsonValue } from './json';

/** Why an answer is what it is (OpenFeature). */
export type Reason = 'STATIC' | 'TARGETING_MATCH' | 'SPLIT' | 'DEFAULT' | 'DISABLED' | 'ERROR';

/** What went wrong (OpenFeature). `GENERAL` and `INVALID_CONTEXT`: reading the context itself failed. */
export type ErrorCode =
  'FLAG_NOT_FOUND' | 'PARSE_ERROR' | 'TARGETING_KEY_MISSING' | 'INVALID_CONTEXT' | 'GENERAL';

/** The flag's own metadata, under these members. */
export interface FlagMetadata {
  /** The flag's version; absent only for a flag that does not exist. */
  readonly version?: number;
  /** The id of the rule that served. */
  readonly rule?: string;
  /** The flag whose answer made the prerequisites fail. */
  readonly prerequisite?: string;
  readonly [own: string]: JsonScalar | undefined;
}

/** A variant is served. */
export interface ServedVariant {
  readonly value: JsonValue;
  readonly variant: string;
  readonly reason: Exclude<Reason, 'ERROR'>;
  readonly errorCode?: never;
  readonly errorMessage?: never;
  readonly flagMetadata: FlagMetadata;
}

/** No opinion: the caller's own default applies, and this is why. */
export interface NoOpinion {
  readonly value?: never;
  readonly variant?: never;
  readonly reason: Exclude<Reason, 'ERROR'>;
  readonly errorCode?: never;
  readonly errorMessage?: never;
  readonly flagMetadata: FlagMetadata;
}

/** No answer: the caller's own default applies. */
export interface EvaluationError {
  readonly value?: never;
  readonly variant?: never;
  readonly reason: 'ERROR';
  readonly errorCode: ErrorCode;
  readonly errorMessage: string;
  readonly flagMetadata: FlagMetadata;
}

/** A flag's answer. Frozen and shared between evaluations: copy it before you add to it. */
export type EvaluationResult = ServedVariant | NoOpinion | EvaluationError;
