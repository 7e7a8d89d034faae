import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';
import {
  ClientProviderEvents,
  ErrorCode,
  type EvaluationContext,
  type JsonValue,
  type Logger,
  ProviderFatalError,
  type ResolutionDetails,
} from '@openfeature/web-sdk';
import { type AppliedState, TelemetryReporter, UsageCounter } from '@app/openfeature-shared';
import { BulkFetch } from './bulk/bulk.fetch';
import { changedFlags } from './bulk/changed-flags';
import { RecoveryLoop } from './bulk/recovery.loop';
import { onPageHidden } from './page/page';
import { newPageId } from './page/page-id';
import { SDK } from './sdk';
import { FetchTelemetryTransport } from './telemetry/fetch-telemetry.transport';
import { PageContext } from './telemetry/page-context';
import { staticHeaders, type ToggleWebOptions } from './toggle-web.options';

/** No flag has this key: what it resolves to carries nothing but the metadata of the flag set. */
const NO_FLAG = '';
/** How long after an answer it is looked whether everybody has heard of it. */
const SETTLED_AFTER_MS = 200;

/**
 * OpenFeature provider for web pages: asks the service for the answers of all client-visible flags
 * at once, hears of changes by its event stream, keeps the last answers in local storage, and tells
 * the service what the page really asked for.
 *
 * The protocol is that of `@openfeature/ofrep-web-provider`; added are usage, the acknowledgement of
 * revisions, and a way back to READY after every kind of interruption.
 */
export class ToggleWebProvider extends OFREPWebProvider {
  override readonly metadata = { name: 'Toggle web provider' };

  private readonly usage = new UsageCounter(() => Date.now());
  private readonly reporter?: TelemetryReporter;
  private readonly recovery = new RecoveryLoop(() => this.refresh());
  private context: EvaluationContext = {};
  private domain?: string;
  /** The answers that the application was told of. */
  private announced: Readonly<Record<string, unknown>> = {};
  private settling?: ReturnType<typeof setTimeout>;
  private stopWatching?: () => void;

  constructor(options: ToggleWebOptions, logger?: Logger) {
    const fetchOne = options.fetchImplementation ?? ((...request) => fetch(...request));
    const bulk = new BulkFetch(fetchOne, () => this.settleSoon());
    super(
      { ...options, headers: staticHeaders(options), fetchImplementation: bulk.request },
      logger,
    );
    if (options.usage !== false) this.reporter = this.reporterFor(options);
    this.events.addHandler(ClientProviderEvents.ConfigurationChanged, () => this.announce());
    this.events.addHandler(ClientProviderEvents.Stale, () => this.interrupted());
    this.events.addHandler(ClientProviderEvents.Error, () => this.interrupted());
  }

  /**
   * Gets the first answers; from local storage, if there are any.
   * @throws ProviderFatalError when the key is refused. Any other failure is tried again until it succeeds.
   */
  override async initialize(context: EvaluationContext = {}, domain?: string): Promise<void> {
    this.context = context;
    this.domain = domain;
    this.reporter?.start();
    this.stopWatching ??= onPageHidden(() => void this.reporter?.flush(true));
    try {
      await super.initialize(context, domain);
      this.announce();
    } catch (error) {
      if (!(error instanceof ProviderFatalError)) this.interrupted();
      throw error;
    }
  }

  override async onContextChange(
    before: EvaluationContext,
    after: EvaluationContext,
  ): Promise<void> {
    this.context = after;
    await super.onContextChange(before, after);
    this.announce();
  }

  /** Sends the last report and ends all that runs. */
  override async onClose(): Promise<void> {
    this.recovery.end();
    clearTimeout(this.settling);
    this.stopWatching?.();
    await Promise.all([this.reporter?.close(), super.onClose?.()]);
  }

  override resolveBooleanEvaluation(
    flagKey: string,
    defaultValue: boolean,
    context: EvaluationContext,
  ): ResolutionDetails<boolean> {
    return this.count(flagKey, super.resolveBooleanEvaluation(flagKey, defaultValue, context));
  }

  override resolveStringEvaluation(
    flagKey: string,
    defaultValue: string,
    context: EvaluationContext,
  ): ResolutionDetails<string> {
    return this.count(flagKey, super.resolveStringEvaluation(flagKey, defaultValue, context));
  }

  override resolveNumberEvaluation(
    flagKey: string,
    defaultValue: number,
    context: EvaluationContext,
  ): ResolutionDetails<number> {
    return this.count(flagKey, super.resolveNumberEvaluation(flagKey, defaultValue, context));
  }

  override resolveObjectEvaluation<T extends JsonValue>(
    flagKey: string,
    defaultValue: T,
    context: EvaluationContext,
  ): ResolutionDetails<T> {
    return this.count(flagKey, super.resolveObjectEvaluation(flagKey, defaultValue, context));
  }

  private count<T>(flagKey: string, details: ResolutionDetails<T>): ResolutionDetails<T> {
    const { errorCode, variant } = details;
    // Before the first answer every flag is missing, which says nothing of the flag.
    if (errorCode === ErrorCode.FLAG_NOT_FOUND && this.applied !== undefined) {
      this.usage.addUnknown(flagKey);
    } else {
      const served = errorCode === undefined && variant !== '' ? variant : undefined;
      this.usage.add(flagKey, served);
    }
    return details;
  }

  /** The state that the answers are of; `undefined` before the first answer. */
  private get applied(): AppliedState | undefined {
    const { epoch, revision } = this.flagSet;
    if (typeof revision !== 'number') return undefined;
    return { ...(typeof epoch === 'string' && { epoch }), revision };
  }

  private get flagSet(): Readonly<Record<string, unknown>> {
    return super.resolveBooleanEvaluation(NO_FLAG, false, {}).flagMetadata ?? {};
  }

  /** The application knows the present answers now; the service is told so. */
  private announce(): void {
    this.announced = this.flagCache;
    this.reporter?.acknowledge();
  }

  /** An answer from before is no sign that all is well again. */
  private interrupted(): void {
    clearTimeout(this.settling);
    this.recovery.begin();
  }

  private settleSoon(): void {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.settle(), SETTLED_AFTER_MS);
  }

  /** An answer has come in: what was wrong is over, and nobody may have missed what it changed. */
  private settle(): void {
    if (this.applied === undefined) return;
    if (this.recovery.active) {
      this.recovery.end();
      this.events.emit(ClientProviderEvents.Ready, { message: 'Answers are current again' });
    }
    const flagsChanged = changedFlags(this.announced, this.flagCache);
    if (flagsChanged.length === 0) return this.announce();
    this.events.emit(ClientProviderEvents.ConfigurationChanged, { flagsChanged });
  }

  /** Asks anew by the doors that the protocol's provider has; failures are its events. */
  private async refresh(): Promise<void> {
    if (this.applied !== undefined) return super.onContextChange(this.context, this.context);
    try {
      await super.initialize(this.context, this.domain);
    } catch {
      // The recovery goes on.
    }
  }

  private reporterFor(options: ToggleWebOptions): TelemetryReporter {
    const { flushIntervalMs } = typeof options.usage === 'object' ? options.usage : {};
    return new TelemetryReporter({
      client: { id: newPageId(), sdk: SDK },
      applied: () => this.applied,
      usage: this.usage,
      contexts: new PageContext(
        () => this.context,
        () => this.flagSetId,
      ),
      transport: new FetchTelemetryTransport(options),
      ...(flushIntervalMs !== undefined && { flushIntervalMs }),
    });
  }

  private get flagSetId(): string | undefined {
    const { flagSetId } = this.flagSet;
    return typeof flagSetId === 'string' ? flagSetId : undefined;
  }
}
