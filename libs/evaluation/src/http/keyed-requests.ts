import { Injectable } from '@nestjs/common';
import { KeyCallers } from '../keys/application/key.callers';
import { EvaluationLimiter } from '../limits/evaluation.limiter';
import { callerOf, type EvaluationCaller } from '../ofrep/evaluation-caller';
import type { OfrepAnswer } from '../ofrep/ofrep-answer';
import { AnswerWriter, type Exchange } from './answer.writer';
import { apiKeyOf } from './credential-of';
import { isJson } from './is-json';
import { failed, limited, tooLarge, unauthenticated, wrongMediaType } from './problems';
import { readBody } from './read-body';

/** A request with a JSON body that an API key has to vouch for. */
export interface KeyedRequest extends Exchange {
  readonly bodyLimitBytes: number;
  /** Takes the request when its key is bound to no environment. */
  readonly next: () => void;
  /** Sees the status of every answer that is given here. */
  readonly observe: (status: number) => void;
}

/** Answers a request whose caller is known and within their limits. */
export type KeyedAnswer = (
  caller: EvaluationCaller,
  body: string,
) => OfrepAnswer | Promise<OfrepAnswer>;

/**
 * What doors in front of the router have in common when they take a JSON body from a workload: who
 * it is, whether it may go on, and its body, with the refusals of each.
 */
@Injectable()
export class KeyedRequests {
  constructor(
    private readonly keys: KeyCallers,
    private readonly limiter: EvaluationLimiter,
    private readonly writer: AnswerWriter,
  ) {}

  /** Takes care of a request to its end. Never throws. @returns `false` when it carries no API key */
  take(keyed: KeyedRequest, answer: KeyedAnswer): boolean {
    const secret = apiKeyOf(keyed.request);
    if (secret === undefined) return false;
    void this.serve(keyed, secret, answer);
    return true;
  }

  private async serve(keyed: KeyedRequest, secret: string, answer: KeyedAnswer): Promise<void> {
    try {
      const credential = await this.keys.resolve(secret);
      if (credential === undefined) return this.write(keyed, unauthenticated());
      const caller = callerOf(credential);
      if (caller === undefined) return keyed.next();
      const decision = await this.limiter.take(caller);
      if (decision.kind === 'limited') return this.write(keyed, limited(decision.retryAfterMs));
      if (!isJson(keyed.request.headers['content-type'])) {
        return this.write(keyed, wrongMediaType());
      }
      const body = await bodyOf(keyed);
      const { bodyLimitBytes } = keyed;
      this.write(keyed, body === undefined ? tooLarge(bodyLimitBytes) : await answer(caller, body));
    } catch (error) {
      this.write(keyed, failed(error));
    }
  }

  private write(keyed: KeyedRequest, answer: OfrepAnswer): void {
    keyed.observe(answer.status);
    this.writer.write(keyed, answer);
  }
}

function bodyOf({ request, bodyLimitBytes }: KeyedRequest): Promise<string | undefined> {
  return new Promise((resolve) => {
    readBody(request, bodyLimitBytes, (body) =>
      resolve(body.kind === 'too-large' ? undefined : body.text),
    );
  });
}
