import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '@app/platform/config';
import type { Credential } from '../keys/application/credential';
import { KeyCallers } from '../keys/application/key.callers';
import type { Decision } from '../limits/bucket';
import { EvaluationLimiter } from '../limits/evaluation.limiter';
import { EvaluationMetrics } from '../metrics/evaluation.metrics';
import { callerOf, type EvaluationCaller } from '../ofrep/evaluation-caller';
import type { OfrepAnswer } from '../ofrep/ofrep-answer';
import { OfrepService } from '../ofrep/ofrep.service';
import type { LoadedEnvironment } from '../snapshots/loaded-environment';
import { AnswerWriter, type Exchange as Answerable } from './answer.writer';
import { apiKeyOf } from './credential-of';
import { isJson } from './is-json';
import { OFREP_PATH, ofrepTarget, type OfrepTarget } from './ofrep-target';
import { answerPreflight } from './preflight';
import { type ReadBody, readBody } from './read-body';
import {
  failed,
  limited,
  otherEnvironment,
  tooLarge,
  unauthenticated,
  wrongMediaType,
} from './refusals';

const OFREP_ROOT = '/ofrep/';

/** A request that has come in, and the answer it waits for. */
interface Exchange extends Answerable {
  readonly target: OfrepTarget;
  /** On the monotonic clock, in milliseconds. */
  readonly startedAt: number;
}

/**
 * Evaluation requests that carry an API key, answered in front of the web framework's router from
 * the same services as everything else: what a router, hooks and a serializer cost is more than
 * the evaluation itself (docs/adr/0016). Whatever it does not take goes on to the framework.
 */
@Injectable()
export class DataPlane {
  private readonly bodyLimit: number;

  constructor(
    private readonly keys: KeyCallers,
    private readonly limiter: EvaluationLimiter,
    private readonly ofrep: OfrepService,
    private readonly metrics: EvaluationMetrics,
    private readonly writer: AnswerWriter,
    config: AppConfig,
  ) {
    this.bodyLimit = config.settings.BODY_LIMIT_BYTES;
  }

  /**
   * @param next hands the request to the framework after all
   * @returns whether the request is taken care of
   */
  handle(request: IncomingMessage, response: ServerResponse, next: () => void): boolean {
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
    const exchange = { request, response, target, startedAt: performance.now() };
    const credential = this.keys.find(secret);
    if (credential === undefined) void this.resolve(exchange, secret, next);
    else this.admit(exchange, credential, next);
    return true;
  }

  /** A key that this process has not heard of may have been made elsewhere a moment ago. */
  private async resolve(exchange: Exchange, secret: string, next: () => void): Promise<void> {
    try {
      const credential = await this.keys.resolve(secret);
      if (credential === undefined) this.answer(exchange, unauthenticated(keyOf(exchange)));
      else this.admit(exchange, credential, next);
    } catch (error) {
      this.fail(exchange, error);
    }
  }

  private admit(exchange: Exchange, credential: Credential, next: () => void): void {
    const caller = callerOf(credential);
    // A key of all environments names one in the query, as a person does: the framework's route.
    if (caller === undefined) return next();
    const { env } = exchange.target;
    const { environment } = caller.ref;
    if (env !== undefined && env !== environment) {
      return this.answer(exchange, otherEnvironment(environment, keyOf(exchange)));
    }
    try {
      const decision = this.limiter.take(caller);
      if (decision instanceof Promise) void this.admitLater(exchange, caller, decision);
      else this.proceed(exchange, caller, decision);
    } catch (error) {
      this.fail(exchange, error);
    }
  }

  private async admitLater(
    exchange: Exchange,
    caller: EvaluationCaller,
    decision: Promise<Decision>,
  ): Promise<void> {
    try {
      this.proceed(exchange, caller, await decision);
    } catch (error) {
      this.fail(exchange, error);
    }
  }

  private proceed(exchange: Exchange, caller: EvaluationCaller, decision: Decision): void {
    if (decision.kind === 'limited') {
      return this.answer(exchange, limited(decision.retryAfterMs, keyOf(exchange)));
    }
    if (!isJson(exchange.request.headers['content-type'])) {
      return this.answer(exchange, wrongMediaType(keyOf(exchange)));
    }
    readBody(exchange.request, this.bodyLimit, (body) => this.received(exchange, caller, body));
  }

  private received(exchange: Exchange, caller: EvaluationCaller, body: ReadBody): void {
    try {
      if (body.kind === 'too-large') return this.answer(exchange, tooLarge(keyOf(exchange)));
      const loaded = this.ofrep.loaded(caller);
      if (loaded === undefined || this.ofrep.behind(loaded, configOf(exchange))) {
        void this.evaluateLater(exchange, caller, body.text);
      } else this.evaluate(exchange, { caller, loaded, body: body.text });
    } catch (error) {
      this.fail(exchange, error);
    }
  }

  private async evaluateLater(
    exchange: Exchange,
    caller: EvaluationCaller,
    body: string,
  ): Promise<void> {
    try {
      const present = await this.ofrep.load(caller);
      const behind = this.ofrep.behind(present, configOf(exchange));
      const loaded = behind ? await this.ofrep.catchUp(caller) : present;
      this.evaluate(exchange, { caller, loaded, body });
    } catch (error) {
      this.fail(exchange, error);
    }
  }

  private evaluate(exchange: Exchange, { caller, loaded, body }: Question): void {
    const { target, request } = exchange;
    if (target.kind === 'single') {
      return this.answer(exchange, this.ofrep.single(loaded, caller, { key: target.key, body }));
    }
    const { selection, flagConfigEtag } = target;
    const ifNoneMatch = request.headers['if-none-match'];
    const bulk = { body, selection, flagConfigEtag, ifNoneMatch };
    this.answer(exchange, this.ofrep.bulk(loaded, caller, bulk));
  }

  private fail(exchange: Exchange, error: unknown): void {
    this.answer(exchange, failed(error, keyOf(exchange)));
  }

  private answer(exchange: Exchange, answer: OfrepAnswer): void {
    const { target, startedAt } = exchange;
    this.metrics.requested(target.kind, answer.status);
    this.writer.write(exchange, answer);
    this.metrics.answered(target.kind, answer.status, performance.now() - startedAt);
  }
}

interface Question {
  readonly caller: EvaluationCaller;
  readonly loaded: LoadedEnvironment;
  readonly body: string;
}

function keyOf({ target }: Exchange): string | undefined {
  return target.kind === 'single' ? target.key : undefined;
}

function configOf({ target }: Exchange): { flagConfigEtag?: string } {
  return target.kind === 'bulk' ? target : {};
}
