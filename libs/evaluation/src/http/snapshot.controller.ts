import type { IncomingHttpHeaders } from 'node:http';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Forbidden, type Principal, RateLimited } from '@app/kernel';
import { Caller } from '@app/platform/context';
import { Endpoint } from '@app/platform/openapi';
import { EnvironmentNotFound } from '@app/tenancy';
import { KeyCallers } from '../keys/application/key.callers';
import { EvaluationLimiter } from '../limits/evaluation.limiter';
import { EvaluationMetrics } from '../metrics/evaluation.metrics';
import { callerOf, type EvaluationCaller } from '../ofrep/evaluation-caller';
import { SessionCaller } from '../ofrep/session-caller';
import { EncodingNotAcceptable } from '../snapshots/serving/serving.errors';
import { SnapshotAnswers } from '../snapshots/serving/snapshot.answers';
import { apiKeyOf } from './credential-of';
import { SnapshotResponse } from './dto/snapshot.response';
import { SnapshotQuery } from './snapshot.query';

interface Request {
  readonly headers: IncomingHttpHeaders;
}

interface Reply {
  status(code: number): Reply;
  headers(values: Readonly<Record<string, string>>): Reply;
  send(body?: Buffer): unknown;
}

const CLIENTS_USE_OFREP =
  'A client-side key gets no snapshot: it holds what rules compare with. Use OFREP, POST /ofrep/v1/evaluate/flags.';

/**
 * Snapshots for whoever is logged in, and everything that `SnapshotDoor` does not answer in front
 * of the router: what has to be loaded, written or compressed first, and every refusal.
 */
@ApiTags('Evaluation')
@Controller('snapshot')
export class SnapshotController {
  constructor(
    private readonly answers: SnapshotAnswers,
    private readonly callers: SessionCaller,
    private readonly keys: KeyCallers,
    private readonly limiter: EvaluationLimiter,
    private readonly metrics: EvaluationMetrics,
  ) {}

  @Endpoint({
    summary: 'Get everything that evaluation needs',
    description:
      'All flags and segments of an environment at one revision, for servers that evaluate in their own process; with `since`, what changed. Signed: verify `Toggle-Signature` over the body, uncompressed, with the keys of `/.well-known/jwks.json`. A client-side key gets 403.',
    access: 'authenticated',
    limit: 'none',
    apiKey: true,
    returns: SnapshotResponse,
    alsoStatus: { 304: 'The caller has the present state.' },
    problems: [Forbidden, EnvironmentNotFound, RateLimited, EncodingNotAcceptable],
    action: 'evaluation.snapshot',
    headers: {
      ETag: 'Weak validator: the epoch and revision that the answer is or leads to.',
      'Cache-Control': '`private, no-cache`: keep it, and ask each time whether it still holds.',
      'Content-Encoding': '`br` or `gzip`, as `Accept-Encoding` has it.',
      'Toggle-Signature':
        'Detached JWS (RFC 7515, RFC 7797) with Ed25519 over the body before it was compressed.',
      Vary: '`Accept-Encoding`.',
    },
  })
  @Get()
  async snapshot(
    @Caller() principal: Principal,
    @Query() { env, since }: SnapshotQuery,
    @Req() { headers }: Request,
    @Res() reply: Reply,
  ): Promise<void> {
    if (!principal.scopes.has('evaluate:server')) throw new Forbidden(CLIENTS_USE_OFREP);
    const caller = this.keyedCaller(principal, headers) ?? (await this.callers.of(principal, env));
    await this.admit(caller);
    const ifNoneMatch = headers['if-none-match'];
    const acceptEncoding = headers['accept-encoding'];
    const answer = await this.answers.get(caller.ref, {
      ...(since !== undefined && { since }),
      ...(ifNoneMatch !== undefined && { ifNoneMatch }),
      ...(acceptEncoding !== undefined && { acceptEncoding }),
    });
    this.answers.count(answer);
    this.metrics.requested('snapshot', answer.kind === 'unchanged' ? 304 : 200);
    if (answer.kind === 'unchanged') {
      reply.status(304).headers(answer.headers).send();
      return;
    }
    reply.headers(answer.representation.headers).send(answer.representation.body);
  }

  private async admit(caller: EvaluationCaller): Promise<void> {
    const decision = await this.limiter.take(caller);
    if (decision.kind === 'allowed') return;
    this.metrics.requested('snapshot', 429);
    throw new RateLimited(decision.retryAfterMs / 1000);
  }

  /**
   * A key has its limits here as at the door; one of all environments says which, as a person does.
   * It counts only where it is what the caller was admitted by: a request can carry two credentials.
   */
  private keyedCaller(
    { actor }: Principal,
    headers: IncomingHttpHeaders,
  ): EvaluationCaller | undefined {
    const secret = apiKeyOf({ headers });
    const credential = secret === undefined ? undefined : this.keys.find(secret);
    if (credential === undefined || credential.key.id !== actor.id) return undefined;
    return callerOf(credential);
  }
}
