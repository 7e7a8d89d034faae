import { Body, Controller, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { type Principal, RateLimited } from '@app/kernel';
import { Caller } from '@app/platform/context';
import { Endpoint } from '@app/platform/openapi';
import { EnvironmentNotFound } from '@app/tenancy';
import { EvaluationLimiter } from '../limits/evaluation.limiter';
import { EvaluationMetrics, type RequestKind } from '../metrics/evaluation.metrics';
import type { EvaluationCaller } from '../ofrep/evaluation-caller';
import { parseSelection } from '../ofrep/flag-selection';
import { isRefusal, type OfrepAnswer } from '../ofrep/ofrep-answer';
import { OfrepService } from '../ofrep/ofrep.service';
import { SessionCaller } from '../ofrep/session-caller';
import { EvaluationRequest } from './dto/evaluation.request';
import { BulkEvaluationResponse, EvaluationResponse } from './dto/evaluation.response';
import { FlagPath } from './dto/flag.path';
import { BulkEvaluationQuery, EvaluationQuery } from './dto/ofrep.query';
import { ofRequest } from './of-request';

interface Reply {
  readonly request: { readonly id: string; readonly url: string };
  status(code: number): Reply;
  header(name: string, value: string | number): Reply;
  send(body?: string): unknown;
}

interface Request {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const PROTOCOL =
  'OpenFeature Remote Evaluation Protocol 0.3.0. Tenant and environment come from the API key; ' +
  'with a session, name the environment in `?env=`. Refusals carry OFREP’s members beside those of RFC 9457.';

/**
 * OFREP for whoever comes through the framework: people who are logged in. Requests with an API
 * key are answered before they get here, by `DataPlane`, from the same services.
 */
@ApiTags('Evaluation')
@Controller('ofrep/v1/evaluate/flags')
export class OfrepController {
  constructor(
    private readonly ofrep: OfrepService,
    private readonly callers: SessionCaller,
    private readonly limiter: EvaluationLimiter,
    private readonly metrics: EvaluationMetrics,
  ) {}

  @Endpoint({
    summary: 'Evaluate one flag',
    description: PROTOCOL,
    access: 'evaluate:server',
    limit: 'none',
    apiKey: true,
    returns: EvaluationResponse,
    problems: [EnvironmentNotFound, RateLimited],
    action: 'evaluation.single',
  })
  @ApiBody({ type: EvaluationRequest })
  @Post(':key')
  async evaluateFlag(
    @Caller() principal: Principal,
    @Param() { key }: FlagPath,
    @Query() { env }: EvaluationQuery,
    @Body() body: unknown,
    @Res() reply: Reply,
  ): Promise<void> {
    const caller = await this.admit('single', principal, env);
    const loaded = await this.ofrep.load(caller);
    this.send(reply, 'single', this.ofrep.single(loaded, caller, { key, body: textOf(body) }));
  }

  @Endpoint({
    summary: 'Evaluate every flag, or those asked for',
    description: `${PROTOCOL} The ETag covers the whole context, the revision and the next scheduled change.`,
    access: 'evaluate:server',
    limit: 'none',
    apiKey: true,
    returns: BulkEvaluationResponse,
    alsoStatus: { 304: 'Nothing that would change an answer has changed.' },
    problems: [EnvironmentNotFound, RateLimited],
    action: 'evaluation.bulk',
    headers: { ETag: 'Validator of this answer for this context.' },
  })
  @ApiBody({ type: EvaluationRequest })
  @Post()
  async evaluateFlagsBulk(
    @Caller() principal: Principal,
    @Query() query: BulkEvaluationQuery,
    @Body() body: unknown,
    @Req() { headers }: Request,
    @Res() reply: Reply,
  ): Promise<void> {
    const caller = await this.admit('bulk', principal, query.env);
    const { flagConfigEtag, keys, tags } = query;
    const ifNoneMatch = headers['if-none-match'];
    const bulk = {
      body: textOf(body),
      selection: parseSelection(
        new URLSearchParams({
          ...(keys !== undefined && { keys }),
          ...(tags !== undefined && { tags }),
        }),
      ),
      ...(typeof ifNoneMatch === 'string' && { ifNoneMatch }),
      ...(flagConfigEtag !== undefined && { flagConfigEtag }),
    };
    const loaded = await this.ofrep.load(caller);
    const current = this.ofrep.behind(loaded, bulk) ? await this.ofrep.catchUp(caller) : loaded;
    this.send(reply, 'bulk', this.ofrep.bulk(current, caller, bulk));
  }

  private async admit(
    kind: RequestKind,
    principal: Principal,
    env: string | undefined,
  ): Promise<EvaluationCaller> {
    const caller = await this.callers.of(principal, env);
    const decision = await this.limiter.take(caller);
    if (decision.kind === 'allowed') return caller;
    this.metrics.requested(kind, 429);
    throw new RateLimited(decision.retryAfterMs / 1000);
  }

  private send(reply: Reply, kind: RequestKind, answer: OfrepAnswer): void {
    this.metrics.requested(kind, answer.status);
    reply.status(answer.status).header('Cache-Control', 'private, no-cache');
    if (answer.etag !== undefined) reply.header('ETag', answer.etag);
    if (answer.status === 304) return void reply.send();
    reply.header('Content-Type', 'application/json; charset=utf-8').send(bodyOf(reply, answer));
  }
}

/** As in front of the router, a refusal names its request. */
function bodyOf({ request: { id, url } }: Reply, answer: OfrepAnswer): string {
  return isRefusal(answer) ? ofRequest(answer, { url, requestId: id }).body : answer.body;
}

/** The services read the body as it came; here the framework has parsed it already, where there was one. */
function textOf(body: unknown): string {
  return body === undefined ? '' : JSON.stringify(body);
}
