import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { AppConfig } from '@app/platform/config';
import { type Credential, KeyDirectory } from '../keys/application/key.directory';
import type { Decision } from '../limits/bucket';
import { EvaluationLimiter } from '../limits/evaluation.limiter';
import { EvaluationMetrics } from '../metrics/evaluation.metrics';
import { callerOf, type EvaluationCaller } from '../ofrep/evaluation-caller';
import type { OfrepAnswer } from '../ofrep/ofrep-answer';
import { OfrepService } from '../ofrep/ofrep.service';
import type { LoadedEnvironment } from '../snapshots/loaded-environment';
import { apiKeyOf } from './credential-of';
import { OFREP_PATH, ofrepTarget, type OfrepTarget } from './ofrep-target';
import { answerPreflight } from './preflight';
import { readBody } from './read-body';
import { failed, limited, tooLarge, unauthenticated, unboundKey, wrongMediaType } from './refusals';
import { writeAnswer } from './write-answer';

const OFREP_ROOT = '/ofrep/';

/** One evaluation request on its way. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: OfrepTarget;
  readonly caller: EvaluationCaller;
}

/**
 * Evaluation requests that carry an API key, answered in front of the web framework's router from
 * the same services as everything else: what a router, hooks and a serializer cost is more than
 * the evaluation itself (docs/adr/0011). Whatever it does not take goes on to the framework.
 */
@Injectable()
export class DataPlane {
  private readonly logger = new Logger(DataPlane.name);
  private readonly bodyLimit: number;

  constructor(
    private readonly keys: KeyDirectory,
    private readonly limiter: EvaluationLimiter,
    private readonly ofrep: OfrepService,
    private readonly metrics: EvaluationMetrics,
    private readonly clock: Clock,
    config: AppConfig,
  ) {
    this.bodyLimit = config.settings.BODY_LIMIT_BYTES;
  }

  /** @returns whether the request is taken care of */
  handle(request: IncomingMessage, response: ServerResponse): boolean {
    const { url = '', method } = request;
    if (!url.startsWith(OFREP_ROOT)) return false;
    if (method === 'OPTIONS') {
      answerPreflight(response);
      return true;
    }
    if (method !== 'POST' || !url.startsWith(OFREP_PATH)) return false;
    const secret = apiKeyOf(request);
    const target = ofrepTarget(url);
    if (secret === undefined || target === undefined) return false;
    const known = this.keys.find(secret);
    // A key of all environments names one in the query, as a person does: the framework's route.
    if (known !== undefined && known.key.environment === undefined) return false;
    this.authenticated({ request, response, target }, secret, known);
    return true;
  }

  private authenticated(
    exchange: Omit<Exchange, 'caller'>,
    secret: string,
    known: Credential | undefined,
  ): void {
    if (known !== undefined) return this.recognised(exchange, known);
    this.keys.resolve(secret).then(
      (credential) => {
        if (credential === undefined) this.answer(exchange, unauthenticated(keyOf(exchange)));
        else this.recognised(exchange, credential);
      },
      (error: unknown) => this.fail(exchange, error),
    );
  }

  private recognised(exchange: Omit<Exchange, 'caller'>, credential: Credential): void {
    this.keys.used(credential);
    const caller = callerOf(credential);
    if (caller === undefined) return this.answer(exchange, unboundKey(keyOf(exchange)));
    const decision = this.limiter.take(caller, this.clock.now());
    if (!(decision instanceof Promise)) return this.decided({ ...exchange, caller }, decision);
    decision.then(
      (settled) => this.decided({ ...exchange, caller }, settled),
      (error: unknown) => this.fail(exchange, error),
    );
  }

  private decided(exchange: Exchange, decision: Decision): void {
    if (decision.kind === 'limited') {
      return this.answer(exchange, limited(decision.retryAfterMs, keyOf(exchange)));
    }
    if (!isJson(exchange.request.headers['content-type'])) {
      return this.answer(exchange, wrongMediaType(keyOf(exchange)));
    }
    readBody(exchange.request, this.bodyLimit, (body) => {
      if (body.kind === 'too-large') this.answer(exchange, tooLarge(keyOf(exchange)));
      else this.evaluate(exchange, body.text);
    });
  }

  private evaluate(exchange: Exchange, body: string): void {
    const loaded = this.ofrep.loaded(exchange.caller);
    if (loaded !== undefined) return this.evaluateIn(exchange, loaded, body);
    this.ofrep.load(exchange.caller).then(
      (environment) => this.evaluateIn(exchange, environment, body),
      (error: unknown) => this.fail(exchange, error),
    );
  }

  private evaluateIn(exchange: Exchange, loaded: LoadedEnvironment, body: string): void {
    const { target, caller, request } = exchange;
    if (target.kind === 'single') {
      return this.answer(exchange, this.ofrep.single(loaded, caller, { key: target.key, body }));
    }
    const ifNoneMatch = request.headers['if-none-match'];
    const bulk = { ...target, body, ...(ifNoneMatch !== undefined && { ifNoneMatch }) };
    if (!this.ofrep.behind(loaded, bulk)) {
      return this.answer(exchange, this.ofrep.bulk(loaded, caller, bulk));
    }
    this.ofrep.catchUp(caller).then(
      (newer) => this.answer(exchange, this.ofrep.bulk(newer, caller, bulk)),
      () => this.answer(exchange, this.ofrep.bulk(loaded, caller, bulk)),
    );
  }

  private fail(exchange: Omit<Exchange, 'caller'>, error: unknown): void {
    const answer = failed(error, keyOf(exchange));
    if (answer.status === 500) this.logger.error(error);
    this.answer(exchange, answer);
  }

  private answer(
    { request, response, target }: Omit<Exchange, 'caller'>,
    answer: OfrepAnswer,
  ): void {
    this.metrics.requested(target.kind, answer.status);
    writeAnswer(response, answer, request.headers.origin);
    // What was not read (a refused request's body) must not be taken for the next request.
    if (!request.complete) request.resume();
  }
}

function keyOf({ target }: Pick<Exchange, 'target'>): string | undefined {
  return target.kind === 'single' ? target.key : undefined;
}

/** Nothing said counts as JSON: some providers send no type with an empty context. */
function isJson(contentType: string | undefined): boolean {
  if (contentType === undefined || contentType.startsWith('application/json')) return true;
  return /^application\/[a-z0-9.+-]*\+?json\b/i.test(contentType);
}
