import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { type Credential, KeyDirectory } from '../keys/application/key.directory';
import { EvaluationMetrics } from '../metrics/evaluation.metrics';
import { callerOf } from '../ofrep/evaluation-caller';
import type { OfrepAnswer } from '../ofrep/ofrep-answer';
import { StreamTokens } from '../streams/stream-tokens';
import { StreamService } from '../streams/stream.service';
import { apiKeyOf } from './credential-of';
import { answerPreflight } from './preflight';
import { failed, limited, unauthenticated, unboundKey } from './refusals';
import { writeAnswer } from './write-answer';

export const STREAM_PATH = '/stream';
const RETRY_MS = 5_000;

/** Opens streams for API keys and stream tokens, in front of the router as the data plane does. */
@Injectable()
export class StreamDoor {
  constructor(
    private readonly keys: KeyDirectory,
    private readonly tokens: StreamTokens,
    private readonly streams: StreamService,
    private readonly metrics: EvaluationMetrics,
  ) {}

  /** @returns whether the request is taken care of */
  handle(request: IncomingMessage, response: ServerResponse): boolean {
    const { url = '', method } = request;
    if (url !== STREAM_PATH && !url.startsWith(`${STREAM_PATH}?`)) return false;
    if (method === 'OPTIONS') {
      answerPreflight(response);
      return true;
    }
    if (method !== 'GET') return false;
    const token = new URLSearchParams(url.slice(STREAM_PATH.length)).get('token');
    const secret = apiKeyOf(request);
    if (token === null && secret === undefined) return false;
    void this.open(request, response, { token, secret });
    return true;
  }

  private async open(
    request: IncomingMessage,
    response: ServerResponse,
    proof: { readonly token: string | null; readonly secret: string | undefined },
  ): Promise<void> {
    try {
      const credential = await this.credentialOf(proof);
      if (credential === undefined) return this.refuse(request, response, unauthenticated());
      const caller = callerOf(credential);
      if (caller === undefined) return this.refuse(request, response, unboundKey());
      if (!this.streams.mayOpen(caller)) return this.refuse(request, response, limited(RETRY_MS));
      await this.streams.open(caller, request, response);
    } catch (error) {
      this.refuse(request, response, failed(error));
    }
  }

  private async credentialOf(proof: {
    readonly token: string | null;
    readonly secret: string | undefined;
  }): Promise<Credential | undefined> {
    if (proof.secret !== undefined) return this.keys.resolve(proof.secret);
    return proof.token === null ? undefined : this.tokens.verify(proof.token);
  }

  private refuse(request: IncomingMessage, response: ServerResponse, answer: OfrepAnswer): void {
    this.metrics.requested('stream', answer.status);
    writeAnswer(response, answer, request.headers.origin);
  }
}
