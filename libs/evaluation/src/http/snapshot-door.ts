import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, Logger } from '@nestjs/common';
import { givenRequestId, REQUEST_ID_HEADER } from '@app/platform/http';
import { KeyCallers } from '../keys/application/key.callers';
import type { Decision } from '../limits/bucket';
import { EvaluationLimiter } from '../limits/evaluation.limiter';
import { EvaluationMetrics } from '../metrics/evaluation.metrics';
import { callerOf, type EvaluationCaller } from '../ofrep/evaluation-caller';
import {
  type SnapshotAnswer,
  SnapshotAnswers,
  type SnapshotRequest,
} from '../snapshots/serving/snapshot.answers';
import { AnswerWriter } from './answer.writer';
import { apiKeyOf } from './credential-of';
import { answerPreflight } from './preflight';
import { limited } from './problems';

export const SNAPSHOT_PATH = '/snapshot';

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly answer: SnapshotAnswer;
  /** On the monotonic clock, in milliseconds. */
  readonly startedAt: number;
}

/**
 * Snapshots for API keys of servers, in front of the router: what thousands of processes ask for
 * again and again, answered from memory. Whatever is not at hand, and every refusal but that of a
 * limit, is the framework's: `SnapshotController`.
 */
@Injectable()
export class SnapshotDoor {
  private readonly logger = new Logger(SnapshotDoor.name);

  constructor(
    private readonly keys: KeyCallers,
    private readonly limiter: EvaluationLimiter,
    private readonly answers: SnapshotAnswers,
    private readonly metrics: EvaluationMetrics,
    private readonly writer: AnswerWriter,
  ) {}

  /**
   * @param next hands the request to the framework after all
   * @returns whether the request is taken care of
   */
  handle(request: IncomingMessage, response: ServerResponse, next: () => void): boolean {
    const { url = '', method } = request;
    if (url !== SNAPSHOT_PATH && !url.startsWith(`${SNAPSHOT_PATH}?`)) return false;
    if (method === 'OPTIONS') {
      answerPreflight(response);
      return true;
    }
    if (request.headers.origin !== undefined) allowOrigins(response);
    if ((method !== 'GET' && method !== 'HEAD') || url !== SNAPSHOT_PATH) return false;
    return this.answer(request, response, next);
  }

  private answer(request: IncomingMessage, response: ServerResponse, next: () => void): boolean {
    const startedAt = performance.now();
    const caller = this.callerOf(request);
    if (caller === undefined) return false;
    const answer = this.answers.find(caller.ref, requestOf(request));
    if (answer === undefined) return false;
    const exchange = { request, response, answer, startedAt };
    const decision = this.limiter.take(caller);
    if (decision instanceof Promise) void this.admitLater(exchange, decision, next);
    else this.settle(exchange, decision);
    return true;
  }

  /** Of a key that this process knows and that may have snapshots; nobody else is served here. */
  private callerOf(request: IncomingMessage): EvaluationCaller | undefined {
    const secret = apiKeyOf(request);
    const credential = secret === undefined ? undefined : this.keys.find(secret);
    const caller = credential && callerOf(credential);
    return caller?.audience === 'server' ? caller : undefined;
  }

  private async admitLater(
    exchange: Exchange,
    decision: Promise<Decision>,
    next: () => void,
  ): Promise<void> {
    try {
      this.settle(exchange, await decision);
    } catch (error) {
      this.logger.error(error);
      next();
    }
  }

  private settle(exchange: Exchange, decision: Decision): void {
    const { request, response, answer, startedAt } = exchange;
    const status =
      decision.kind === 'allowed'
        ? write(request, response, answer)
        : this.refuse(exchange, decision.retryAfterMs);
    if (decision.kind === 'allowed') this.answers.count(answer);
    this.metrics.requested('snapshot', status);
    this.metrics.answered('snapshot', status, performance.now() - startedAt);
  }

  /** Here and not by the framework, which would take of the same limits once more. @returns the status */
  private refuse(exchange: Exchange, retryAfterMs: number): number {
    const answer = limited(retryAfterMs);
    this.writer.write(exchange, answer);
    return answer.status;
  }
}

function requestOf({ headers }: IncomingMessage): SnapshotRequest {
  const acceptEncoding = headers['accept-encoding'];
  const ifNoneMatch = headers['if-none-match'];
  return {
    ...(typeof acceptEncoding === 'string' && { acceptEncoding }),
    ...(ifNoneMatch !== undefined && { ifNoneMatch }),
  };
}

/** A key is no cookie, so any origin may ask; a browser that may not have the answer can read why. */
function allowOrigins(response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader(
    'Access-Control-Expose-Headers',
    'ETag, Retry-After, Toggle-Signature, X-Request-Id',
  );
}

/** @returns the status */
function write(
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  answer: SnapshotAnswer,
): number {
  const requestId = givenRequestId(headers);
  if (requestId !== undefined) response.setHeader(REQUEST_ID_HEADER, requestId);
  if (answer.kind === 'unchanged') {
    response.writeHead(304, [...answer.wire]);
    response.end();
    return 304;
  }
  const { wire, body } = answer.representation;
  response.writeHead(200, [...wire]);
  response.end(method === 'HEAD' ? undefined : body);
  return 200;
}
