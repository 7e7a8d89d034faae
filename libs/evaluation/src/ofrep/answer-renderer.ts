import type { ErrorCode, EvaluationResult, FlagMetadata } from '@app/flag-engine';
import type { Audience } from './evaluation-caller';
import type { OfrepAnswer } from './ofrep-answer';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  FLAG_NOT_FOUND: 404,
  PARSE_ERROR: 400,
  TARGETING_KEY_MISSING: 400,
  INVALID_CONTEXT: 400,
  GENERAL: 500,
};

/** An answer of the engine as JSON text, with what is counted of it. */
export interface RenderedAnswer extends OfrepAnswer {
  readonly result: EvaluationResult;
  readonly key: string;
}

/**
 * Writes answers as OFREP. The engine shares its answers between evaluations, so each is written
 * once in its life and found again by identity: what a request costs is a look-up.
 */
export class AnswerRenderer {
  private readonly rendered: Readonly<Record<Audience, WeakMap<EvaluationResult, RenderedAnswer>>> =
    {
      server: new WeakMap(),
      client: new WeakMap(),
    };

  render(key: string, result: EvaluationResult, audience: Audience): RenderedAnswer {
    const known = this.rendered[audience].get(result);
    if (known !== undefined && known.key === key) return known;
    const answer = {
      key,
      result,
      status: result.errorCode === undefined ? 200 : STATUS[result.errorCode],
      body: JSON.stringify(toOfrep(key, result, audience)),
    };
    this.rendered[audience].set(result, answer);
    return answer;
  }
}

/** Providers insist on `metadata`, and some on `variant`, where the protocol does not. */
function toOfrep(key: string, result: EvaluationResult, audience: Audience): object {
  const metadata = metadataFor(result.flagMetadata, audience);
  if (result.errorCode !== undefined) {
    return { key, errorCode: result.errorCode, errorDetails: result.errorMessage, metadata };
  }
  const { reason, variant = '', value } = result;
  return { key, reason, variant, ...(value !== undefined && { value }), metadata };
}

/** A prerequisite may be a flag that a client is not to know of. */
function metadataFor(
  { prerequisite, ...metadata }: FlagMetadata,
  audience: Audience,
): FlagMetadata {
  if (audience === 'client' || prerequisite === undefined) return metadata;
  return { ...metadata, prerequisite };
}
