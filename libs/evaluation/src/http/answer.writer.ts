import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, Logger } from '@nestjs/common';
import { RequestContext } from '@app/kernel';
import { givenRequestId, RequestIds } from '@app/platform/http';
import { isRefusal, type OfrepAnswer } from '../ofrep/ofrep-answer';
import { ofRequest } from './of-request';
import { writeAnswer } from './write-answer';

/** A request in front of the router, and where its answer goes. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Writes the answers of the doors in front of the router. Refusals name their request as those of
 * the router do; a success gives back the id that the caller sent, and makes none up.
 */
@Injectable()
export class AnswerWriter {
  private readonly logger = new Logger('DataPlane');

  constructor(
    private readonly ids: RequestIds,
    private readonly context: RequestContext,
  ) {}

  /** Writes `answer`, or hangs up where something was written before. Logs what it was caused by. */
  write(exchange: Exchange, answer: OfrepAnswer): void {
    if (isRefusal(answer)) return this.refuse(exchange, answer);
    writeOnce(exchange, answer, givenRequestId(exchange.request.headers));
  }

  private refuse(exchange: Exchange, answer: OfrepAnswer): void {
    const { request } = exchange;
    const requestId = this.ids.of(request);
    if (answer.cause !== undefined) {
      this.context.run({ requestId, committed: [] }, () => this.logger.error(answer.cause));
    }
    const { url = '' } = request;
    writeOnce(exchange, ofRequest(answer, { url, requestId }), requestId);
  }
}

function writeOnce({ request, response }: Exchange, answer: OfrepAnswer, requestId?: string): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const { origin } = request.headers;
  writeAnswer(response, answer, { origin, requestId });
  // What was not read (a refused request's body) must not be taken for the next request.
  if (!request.complete) request.resume();
}
