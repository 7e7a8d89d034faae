import type { ErrorCode, EvaluationResult, FlagMetadata } from '@app/flag-engine';
import type { EnvironmentRef } from '../snapshots/environment-ref';
import type { CountedAnswer } from '../usage/counted-answer';
import type { Audience } from './evaluation-caller';
import type { OfrepAnswer } from './ofrep-answer';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  FLAG_NOT_FOUND: 404,
  PARSE_ERROR: 400,
  TARGETING_KEY_MISSING: 400,
  INVALID_CONTEXT: 400,
  GENERAL: 500,
};

/** An answer of the engine as JSON text, with how often it was given. */
export type RenderedAnswer = OfrepAnswer & CountedAnswer;

/** The environment that answers are given in, and to whom. */
export interface Occasion {
  readonly ref: EnvironmentRef;
  readonly audience: Audience;
}

type Rendered = WeakMap<EvaluationResult, RenderedAnswer>;

/**
 * Writes answers as OFREP. The engine makes an answer when it compiles the flag and gives the same
 * object each time, so each is written once in its life and found again by identity: what a request
 * costs is a look-up.
 */
export class AnswerRenderer {
  private readonly rendered: Readonly<Record<Audience, Rendered>> = {
    server: new WeakMap(),
    client: new WeakMap(),
  };

  render(key: string, result: EvaluationResult, occasion: Occasion): RenderedAnswer {
    const rendered = this.rendered[occasion.audience];
    const known = rendered.get(result);
    if (known !== undefined) return known;
    const answer = write(key, result, occasion);
    rendered.set(result, answer);
    return answer;
  }
}

function write(key: string, result: EvaluationResult, { ref, audience }: Occasion): RenderedAnswer {
  const status = result.errorCode === undefined ? 200 : STATUS[result.errorCode];
  const body = JSON.stringify(toOfrep(key, result, audience));
  return { ref, key, result, status, body, bytes: Buffer.byteLength(body), uses: 0, bulkUses: 0 };
}

/** Providers insist on `metadata`, and some on `variant`, where the protocol does not. */
function toOfrep(key: string, result: EvaluationResult, audience: Audience): object {
  const metadata = metadataFor(result.flagMetadata, audience);
  if (result.errorCode !== undefined) {
    const errorDetails = detailsFor(result.errorCode, result.errorMessage, audience);
    return { key, errorCode: result.errorCode, errorDetails, metadata };
  }
  const { reason, variant = '', value } = result;
  return { key, reason, variant, ...(value !== undefined && { value }), metadata };
}

/** What is wrong with a configuration names what stands in it: segments, other flags, values compared with. */
function detailsFor(errorCode: ErrorCode, message: string, audience: Audience): string {
  if (audience === 'server' || errorCode !== 'PARSE_ERROR') return message;
  return 'This flag cannot be evaluated as it is configured.';
}

/** A prerequisite may be a flag that a client is not to know of. */
function metadataFor(
  { prerequisite, ...metadata }: FlagMetadata,
  audience: Audience,
): FlagMetadata {
  if (audience === 'client' || prerequisite === undefined) return metadata;
  return { ...metadata, prerequisite };
}
