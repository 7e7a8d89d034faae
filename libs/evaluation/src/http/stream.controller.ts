import type { IncomingMessage, ServerResponse } from 'node:http';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Principal, RateLimited } from '@app/kernel';
import { Caller } from '@app/platform/context';
import { REQUEST_ID_HEADER } from '@app/platform/http';
import { Endpoint } from '@app/platform/openapi';
import { EnvironmentNotFound } from '@app/tenancy';
import { EvaluationMetrics } from '../metrics/evaluation.metrics';
import { SessionCaller } from '../ofrep/session-caller';
import { StreamService } from '../streams/stream.service';
import { StreamQuery } from './stream.request';
import { streamSubject } from './stream-subject';

interface Request {
  readonly id: string;
  readonly raw: IncomingMessage;
}

interface Reply {
  readonly raw: ServerResponse;
  hijack(): unknown;
}

const RETRY_S = 5;

/** Streams for people who are logged in. Those of API keys and stream tokens are opened by `StreamDoor`. */
@ApiTags('Evaluation')
@Controller('stream')
export class StreamController {
  constructor(
    private readonly streams: StreamService,
    private readonly callers: SessionCaller,
    private readonly metrics: EvaluationMetrics,
  ) {}

  @Endpoint({
    summary: 'Hear of changes',
    description:
      'Server-sent events of one environment: `{ "type": "refetchEvaluation", "etag", "lastModified" }` whenever answers may have changed, by a write or by a schedule. With `data=delta`, for servers: `{ "type": "snapshotDelta", "payload", "signature" }` on each new revision, `payload` being the JSON text of a delta and `signature` a detached JWS over it, or `{ "type": "refetchSnapshot", "etag" }` where the change cannot be told. `Last-Event-ID` is understood; comments keep the connection alive.',
    access: 'evaluate:server',
    limit: 'none',
    apiKey: true,
    problems: [EnvironmentNotFound, RateLimited],
    action: 'evaluation.stream',
  })
  @Get()
  async openStream(
    @Caller() principal: Principal,
    @Query() { env, data, since }: StreamQuery,
    @Req() request: Request,
    @Res() reply: Reply,
  ): Promise<void> {
    const caller = await this.callers.of(principal, env);
    const subject = streamSubject(data, since, request.raw);
    const stream = await this.streams.prepare(caller, subject);
    if (stream === undefined) {
      this.metrics.requested('stream', 429);
      throw new RateLimited(RETRY_S);
    }
    reply.hijack();
    // What the framework would have sent is not: the answer is no longer its own.
    reply.raw.setHeader(REQUEST_ID_HEADER, request.id);
    stream.open(reply.raw);
  }
}
