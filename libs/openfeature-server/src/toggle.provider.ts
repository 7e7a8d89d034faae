import {
  DefaultLogger,
  type EvaluationContext,
  type JsonValue,
  type Logger,
  OpenFeatureEventEmitter,
  type Provider,
  type ResolutionDetails,
  SafeLogger,
} from '@openfeature/server-sdk';
import { notReady, type Question } from './evaluation/resolution';
import { type Settings, settingsOf, type ToggleProviderOptions } from './options';
import { Session } from './session';

/**
 * OpenFeature provider that evaluates the flags of one environment of Toggle Service in this process. An evaluation
 * waits for nothing and never throws; changes come in the background.
 *
 * ```ts
 * await OpenFeature.setProviderAndWait(new ToggleProvider({ url, apiKey }));
 * await OpenFeature.getClient().getBooleanValue('new-checkout', false, { targetingKey: user.id });
 * ```
 */
export class ToggleProvider implements Provider {
  readonly metadata = { name: 'toggle' } as const;
  readonly runsOn = 'server';
  readonly events = new OpenFeatureEventEmitter();
  private readonly settings: Settings;
  private readonly logger: Logger;
  private session: Session | undefined;

  /** @throws TypeError that says which option is wrong */
  constructor(options: ToggleProviderOptions) {
    this.settings = settingsOf(options);
    this.logger = new SafeLogger(options.logger ?? new DefaultLogger());
  }

  /**
   * Resolves when there is anything to answer from: the copy on disk, the bootstrap file, or what the service sends.
   *
   * @throws ProviderFatalError when the API key is refused and nothing is stored; GeneralError when there is still
   * nothing after `initTimeoutMs`, whereupon the provider goes on trying and emits `PROVIDER_READY` when it succeeds
   */
  async initialize(): Promise<void> {
    await this.shutdown();
    const session = new Session(this.settings, this.logger, this.events);
    this.session = session;
    await session.start();
  }

  /** Ends everything that runs, after a last report. The provider can be initialised again. */
  async shutdown(): Promise<void> {
    const { session } = this;
    this.session = undefined;
    await session?.end();
  }

  /** Called by OpenFeature when the provider is replaced, or by `OpenFeature.close()`. */
  async onClose(): Promise<void> {
    await this.shutdown();
  }

  resolveBooleanEvaluation(
    flagKey: string,
    defaultValue: boolean,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<boolean>> {
    return this.resolve(flagKey, { valueType: 'boolean', defaultValue }, context);
  }

  resolveStringEvaluation(
    flagKey: string,
    defaultValue: string,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<string>> {
    return this.resolve(flagKey, { valueType: 'string', defaultValue }, context);
  }

  resolveNumberEvaluation(
    flagKey: string,
    defaultValue: number,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<number>> {
    return this.resolve(flagKey, { valueType: 'number', defaultValue }, context);
  }

  /** The value is frozen: it is shared by all who get it. */
  resolveObjectEvaluation<T extends JsonValue>(
    flagKey: string,
    defaultValue: T,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<T>> {
    return this.resolve(flagKey, { valueType: 'object', defaultValue }, context);
  }

  private async resolve<T>(
    flagKey: string,
    question: Question<T>,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<T>> {
    if (this.session === undefined) return notReady(question.defaultValue);
    return this.session.evaluator.resolve(flagKey, question, context);
  }
}
