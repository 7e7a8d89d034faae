import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { KeyCallers } from '../keys/application/key.callers';
import { EvaluationLimiter } from '../limits/evaluation.limiter';
import { callerOf, type EvaluationCaller } from '../ofrep/evaluation-caller';
import { unchangedHeaders } from '../snapshots/serving/served-document';
import {
  type SnapshotAnswer,
  SnapshotAnswers,
  type SnapshotRequest,
} from '../snapshots/serving/snapshot.answers';
import { apiKeyOf } from './credential-of';
import { answerPreflight } from './preflight';

export const SNAPSHOT_PATH = '/snapshot';

/**
 * Snapshots for API keys of servers, in front of the router: what thousands of processes ask for
 * again and again, answered from memory. Whatever is not at hand, and every refusal, is the
 * framework's: `SnapshotController`.
 */
@Injectable()
export class SnapshotDoor {
  private readonly logger = new Logger(SnapshotDoor.name);

  constructor(
    private readonly keys: KeyCallers,
    private readonly limiter: EvaluationLimiter,
    private readonly answers: SnapshotAnswers,
    private readonly clock: Clock,
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
    const caller = this.callerOf(request);
    const answer = caller && this.answers.find(caller.ref, requestOf(request));
    if (caller === undefined || answer === undefined) return false;
    void this.admit(caller).then(
      (allowed) => (allowed ? write(request, response, answer) : next()),
      (error: unknown) => {
        this.logger.error(error);
        next();
      },
    );
    return true;
  }

  /** Of a key that this process knows and that may have snapshots; nobody else is served here. */
  private callerOf(request: IncomingMessage): EvaluationCaller | undefined {
    const secret = apiKeyOf(request);
    const credential = secret === undefined ? undefined : this.keys.find(secret);
    const caller = credential && callerOf(credential);
    return caller?.audience === 'server' ? caller : undefined;
  }

  /** A refusal is told by the framework, which asks once more. */
  private async admit(caller: EvaluationCaller): Promise<boolean> {
    const { kind } = await this.limiter.take(caller, this.clock.now());
    return kind === 'allowed';
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
  response.setHeader('Access-Control-Expose-Headers', 'ETag, Retry-After, Toggle-Signature');
}

function write(
  { method }: IncomingMessage,
  response: ServerResponse,
  answer: SnapshotAnswer,
): void {
  if (answer.kind === 'unchanged') {
    response.writeHead(304, unchangedHeaders(answer.etag));
    response.end();
    return;
  }
  const { headers, body } = answer.representation;
  response.writeHead(200, headers);
  response.end(method === 'HEAD' ? undefined : body);
}
