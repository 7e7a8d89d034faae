import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { type EvaluationContext, evaluate } from '@app/flag-engine';
import { follows, parsePosition, positionText } from '../snapshots/environment-ref';
import type { LoadedEnvironment } from '../snapshots/loaded-environment';
import { SnapshotStore } from '../snapshots/snapshot.store';
import { StreamTokens } from '../streams/stream-tokens';
import { ContextTap } from '../usage/context.tap';
import { EvaluationUsage } from '../usage/evaluation.usage';
import { AnswerRenderer, type Occasion, type RenderedAnswer } from './answer-renderer';
import { bulkEtag, matches, matchesAnything } from './bulk-etag';
import { parseContext } from './context-body';
import type { EvaluationCaller } from './evaluation-caller';
import { type FlagSelection, select } from './flag-selection';
import { flagNotFound } from './flag-not-found';
import type { OfrepAnswer } from './ofrep-answer';

const NOBODY: EvaluationContext = {};

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
    private readonly usage: EvaluationUsage,
    private readonly tap: ContextTap,
    private readonly clock: Clock,
  ) {}

  /** The environment of a caller if it is in memory: then the answer needs no I/O. */
  loaded({ ref }: EvaluationCaller): LoadedEnvironment | undefined {
    return this.store.find(ref.environmentId, this.clock.now());
  }

  /** @throws EnvironmentNotFound, StoreUnavailable */
  load({ ref }: EvaluationCaller): Promise<LoadedEnvironment> {
    return this.store.get(ref, this.clock.now());
  }

  /**
   * Whether a request names a configuration that this process may not have yet: then the record is
   * to be asked, by `catchUp`, before it is answered.
   */
  behind(
    loaded: LoadedEnvironment,
    { flagConfigEtag }: Pick<BulkRequest, 'flagConfigEtag'>,
  ): boolean {
    if (flagConfigEtag === undefined) return false;
    const named = parsePosition(flagConfigEtag);
    return named !== undefined && (named.epoch !== loaded.epoch || follows(named, loaded));
  }

  /** The newest state, as far as it can be had. @throws EnvironmentNotFound, StoreUnavailable */
  catchUp({ ref }: EvaluationCaller): Promise<LoadedEnvironment> {
    return this.store.catchUp(ref, this.clock.now());
  }

  /** One flag for one context. */
  single(
    loaded: LoadedEnvironment,
    caller: EvaluationCaller,
    { key, body }: { readonly key: string; readonly body: string },
  ): OfrepAnswer {
    const parsed = parseContext(body, key);
    if (parsed.kind === 'refused') return parsed.answer;
    const { audience } = caller;
    // To a client, a flag it may not see and one that does not exist are the same.
    const known =
      audience === 'client' ? loaded.isClientVisible(key) : loaded.compiled.flags.has(key);
    if (!known) {
      // One that is only kept from the caller is no mistake of theirs.
      this.usage.addMissing(caller, loaded.compiled.flags.has(key) ? undefined : key);
      return flagNotFound(key);
    }
    const { ref } = loaded;
    const asked = { context: parsed.context, now: this.clock.now(), ref, audience };
    const answer = this.answer(loaded, key, asked);
    this.tell(caller, asked);
    this.usage.add(answer);
    return answer;
  }

  /** Every flag asked for, for one context; 304 when the caller has this answer already. */
  bulk(loaded: LoadedEnvironment, caller: EvaluationCaller, request: BulkRequest): OfrepAnswer {
    const now = this.clock.now();
    // A validator of ours proves that the body was read before; "*" proves nothing.
    const mustRead = loaded.timedByContext || matchesAnything(request.ifNoneMatch);
    const early = mustRead ? parseContext(request.body) : undefined;
    if (early?.kind === 'refused') return early.answer;
    const context = early?.context ?? NOBODY;
    const etag = bulkEtag({
      loaded,
      audience: caller.audience,
      signer: caller.credential?.hash ?? '',
      selection: request.selection.text,
      body: request.body,
      nextChangeAt: loaded.nextChangeFor(context, now),
      tokenEpoch: this.tokens.epoch(now),
    });
    if (isCurrent(loaded, request) && matches(request.ifNoneMatch, etag)) {
      return { status: 304, body: '', etag };
    }
    const parsed = early ?? parseContext(request.body);
    if (parsed.kind === 'refused') return parsed.answer;
    const { audience } = caller;
    const asked = { context: parsed.context, now, ref: loaded.ref, audience };
    const flags = this.answers(loaded, request.selection, asked);
    this.tell(caller, asked);
    return { status: 200, etag, body: `{"flags":[${flags}]${this.tail(loaded, caller, now)}}` };
  }

  private answers(loaded: LoadedEnvironment, selection: FlagSelection, asked: Asked): string {
    const texts: string[] = [];
    for (const key of select(loaded, asked.audience, selection)) {
      const answer = this.answer(loaded, key, asked);
      this.usage.addInBulk(answer);
      texts.push(answer.body);
    }
    return texts.join(',');
  }

  private answer(loaded: LoadedEnvironment, key: string, asked: Asked): RenderedAnswer {
    const result = evaluate(loaded.compiled, key, asked.context, asked.now);
    return this.renderer.render(key, result, asked);
  }

  /** Only of applications: a person who tries a flag out is none of its users. */
  private tell({ credential }: EvaluationCaller, { ref, context }: Asked): void {
    if (credential !== undefined) this.tap.note(ref, context);
  }

  private tail(loaded: LoadedEnvironment, caller: EvaluationCaller, now: number): string {
    const { ref, epoch, revision } = loaded;
    const flagSetId = `${ref.tenant}/${ref.environment}`;
    const metadata = `,"metadata":{"flagSetId":"${flagSetId}","epoch":"${epoch}","revision":${revision}}`;
    const streams = this.tokens.eventStreams(caller, loaded, now);
    return streams === undefined ? metadata : `${metadata},"eventStreams":${streams}`;
  }
}

/** What is evaluated for whom. */
interface Asked extends Occasion {
  readonly context: EvaluationContext;
  readonly now: number;
}

/** A client that was told of another configuration must get it, whatever its validators say. */
function isCurrent(loaded: LoadedEnvironment, { flagConfigEtag }: BulkRequest): boolean {
  return flagConfigEtag === undefined || flagConfigEtag === positionText(loaded);
}
