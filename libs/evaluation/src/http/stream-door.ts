import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { REQUEST_ID_HEADER, RequestIds } from '@app/platform/http';
import type { Credential } from '../keys/application/credential';
import { KeyCallers } from '../keys/application/key.callers';
import { EvaluationMetrics } from '../metrics/evaluation.metrics';
import { callerOf } from '../ofrep/evaluation-caller';
import type { OfrepAnswer } from '../ofrep/ofrep-answer';
import { StreamTokens } from '../streams/stream-tokens';
import { StreamService, type StreamSubject } from '../streams/stream.service';
import { AnswerWriter, type Exchange } from './answer.writer';
import { apiKeyOf } from './credential-of';
import { answerPreflight } from './preflight';
import { failed, limited, otherEnvironment, serversOnly, unauthenticated } from './refusals';
import { streamSubject } from './stream-subject';

export const STREAM_PATH = '/stream';
const RETRY_MS = 5_000;

/** A request for a stream, and what it proves itself by. */
interface Knock extends Exchange {
  readonly token: string | null;
  /** The environment that the request names. */
  readonly env: string | null;
  readonly secret: string | undefined;
  readonly subject: StreamSubject;
}

/** Opens streams for API keys and stream tokens, in front of the router as the data plane does. */
@Injectable()
export class StreamDoor {
  constructor(
    private readonly keys: KeyCallers,
    private readonly tokens: StreamTokens,
    private readonly streams: StreamService,
    private readonly metrics: EvaluationMetrics,
    private readonly ids: RequestIds,
    private readonly writer: AnswerWriter,
  ) {}

  /**
   * @param next hands the request to the framework after all
   * @returns whether the request is taken care of
   */
  handle(request: IncomingMessage, response: ServerResponse, next: () => void): boolean {
    const { url = '', method } = request;
    if (url !== STREAM_PATH && !url.startsWith(`${STREAM_PATH}?`)) return false;
    if (method === 'OPTIONS') {
      answerPreflight(response);
      return true;
    }
    if (method !== 'GET') return false;
    const query = new URLSearchParams(url.slice(STREAM_PATH.length));
    const token = query.get('token');
    const secret = apiKeyOf(request);
    if (token === null && secret === undefined) return false;
    const subject = streamSubject(query.get('data'), query.get('since'), request);
    if (subject === undefined) return false;
    void this.open({ request, response, token, secret, subject, env: query.get('env') }, next);
    return true;
  }

  private async open(knock: Knock, next: () => void): Promise<void> {
    const { request, response, subject, env } = knock;
    try {
      const credential = await this.credentialOf(knock);
      if (credential === undefined) return this.refuse(knock, unauthenticated());
      const caller = callerOf(credential);
      // A key of all environments names one in the query: the framework's route.
      if (caller === undefined) return next();
      const { environment } = caller.ref;
      if (env !== null && env !== environment) {
        return this.refuse(knock, otherEnvironment(environment));
      }
      if (subject.kind === 'deltas' && caller.audience === 'client') {
        return this.refuse(knock, serversOnly());
      }
      const stream = await this.streams.prepare(caller, subject);
      if (stream === undefined) return this.refuse(knock, limited(RETRY_MS));
      response.setHeader(REQUEST_ID_HEADER, this.ids.of(request));
      stream.open(response);
    } catch (error) {
      this.refuse(knock, failed(error));
    }
  }

  private async credentialOf({ secret, token }: Knock): Promise<Credential | undefined> {
    if (secret !== undefined) return this.keys.resolve(secret);
    return token === null ? undefined : this.tokens.verify(token);
  }

  private refuse(knock: Knock, answer: OfrepAnswer): void {
    this.metrics.requested('stream', answer.status);
    this.writer.write(knock, answer);
  }
}
