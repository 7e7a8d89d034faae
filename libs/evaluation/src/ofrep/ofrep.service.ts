import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { type EvaluationContext, type EvaluationResult, evaluate } from '@app/flag-engine';
import { EvaluationMetrics } from '../metrics/evaluation.metrics';
import type { LoadedEnvironment } from '../snapshots/loaded-environment';
import { SnapshotStore } from '../snapshots/snapshot.store';
import { StreamTokens } from '../streams/stream-tokens';
import { AnswerRenderer, type RenderedAnswer } from './answer-renderer';
import { bulkEtag, configEtag, matches } from './bulk-etag';
import { parseContext } from './context-body';
import type { EvaluationCaller } from './evaluation-caller';
import { type FlagSelection, select } from './flag-selection';
import type { OfrepAnswer } from './ofrep-answer';

/** A bulk request as it came in. */
export interface BulkRequest {
  readonly body: string;
  readonly selection: FlagSelection;
  readonly ifNoneMatch?: string;
  /** The configuration that a stream event announced, on the re-fetch it caused. */
  readonly flagConfigEtag?: string;
}

/** Answers of the OpenFeature Remote Evaluation Protocol 0.3.0, from memory. */
@Injectable()
export class OfrepService {
  private readonly renderer = new AnswerRenderer();

  constructor(
    private readonly store: SnapshotStore,
    private readonly tokens: StreamTokens,
    private readonly metrics: EvaluationMetrics,
    private readonly clock: Clock,
  ) {}

  /** The environment of a caller if it is in memory: then the answer needs no I/O. */
  loaded({ ref }: EvaluationCaller): LoadedEnvironment | undefined {
    return this.store.find(ref.environmentId, this.clock.now());
  }

  /** @throws EnvironmentNotFound, StoreUnavailable */
  load({ ref }: EvaluationCaller): Promise<LoadedEnvironment> {
    return this.store.get(ref);
  }

  /** One flag for one context. */
  single(
    loaded: LoadedEnvironment,
    { audience }: EvaluationCaller,
    request: { readonly key: string; readonly body: string },
  ): OfrepAnswer {
    const { key, body } = request;
    const parsed = parseContext(body, key);
    if (parsed.kind === 'refused') return parsed.answer;
    const result =
      audience === 'client' && !loaded.clientKeys.has(key)
        ? hidden(key)
        : evaluate(loaded.compiled, key, parsed.context, this.clock.now());
    return this.counted(this.renderer.render(key, result, audience));
  }

  /**
   * Whether `flagConfigEtag` names a configuration that this process does not have: then it must
   * catch up before it answers.
   */
  behind(loaded: LoadedEnvironment, { flagConfigEtag }: BulkRequest): boolean {
    return flagConfigEtag !== undefined && flagConfigEtag !== configEtag(loaded);
  }

  catchUp({ ref }: EvaluationCaller): Promise<LoadedEnvironment> {
    return this.store.catchUp(ref);
  }

  /** Every flag asked for, for one context; 304 when the caller has this answer already. */
  bulk(loaded: LoadedEnvironment, caller: EvaluationCaller, request: BulkRequest): OfrepAnswer {
    const now = this.clock.now();
    const { selection, body } = request;
    const etag = bulkEtag({
      loaded,
      audience: caller.audience,
      selection: selection.text,
      body,
      nextChangeAt: loaded.nextChangeAt(now),
      tokenEpoch: this.tokens.epoch(now),
    });
    // A client that was told of another configuration must get it, whatever its validators say.
    if (!this.behind(loaded, request) && matches(request.ifNoneMatch, etag)) {
      return { status: 304, body: '', etag };
    }
    const parsed = parseContext(body);
    if (parsed.kind === 'refused') return parsed.answer;
    const flags = this.evaluateAll(loaded, caller, { selection, context: parsed.context, now });
    return { status: 200, etag, body: `{"flags":[${flags}]${this.tail(loaded, caller, now)}}` };
  }

  private evaluateAll(
    loaded: LoadedEnvironment,
    { audience }: EvaluationCaller,
    asked: {
      readonly selection: FlagSelection;
      readonly context: EvaluationContext;
      readonly now: number;
    },
  ): string {
    const { selection, context, now } = asked;
    let text = '';
    for (const key of select(loaded, audience, selection)) {
      const result = evaluate(loaded.compiled, key, context, now);
      const answer = this.counted(this.renderer.render(key, result, audience));
      text = text === '' ? answer.body : `${text},${answer.body}`;
    }
    return text;
  }

  private tail(loaded: LoadedEnvironment, caller: EvaluationCaller, now: number): string {
    const streams = this.tokens.eventStreams(caller, now);
    const metadata = `,"metadata":{"flagSetId":"${loaded.ref.tenant}/${loaded.ref.environment}","revision":${loaded.revision}}`;
    return streams === undefined ? metadata : `${metadata},"eventStreams":${streams}`;
  }

  private counted(answer: RenderedAnswer): RenderedAnswer {
    this.metrics.evaluated(answer.result);
    return answer;
  }
}

/** To a client, a flag it may not see and one that does not exist are the same. */
function hidden(key: string): EvaluationResult {
  return {
    reason: 'ERROR',
    errorCode: 'FLAG_NOT_FOUND',
    errorMessage: `There is no flag "${key}".`,
    flagMetadata: {},
  };
}
