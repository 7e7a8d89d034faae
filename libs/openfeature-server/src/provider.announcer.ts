import {
  ErrorCode,
  GeneralError,
  type Logger,
  type OpenFeatureEventEmitter,
  ProviderEvents,
  ProviderFatalError,
} from '@openfeature/server-sdk';
import { type Position, positionText } from './state/position';
import { SyncListener } from './sync/sync.listener';

/** Tells the application what becomes of the state, as OpenFeature's events: each turn once. */
export class ProviderAnnouncer extends SyncListener {
  /** Settles when it is known whether there is anything to answer from. @throws ProviderFatalError */
  readonly firstState: Promise<void>;
  private settle: { readonly ready: () => void; readonly refuse: (error: Error) => void };
  private hasState = false;
  /** The application was told something else than that all is well. */
  private owesReady = false;

  constructor(
    private readonly events: OpenFeatureEventEmitter,
    private readonly logger: Logger,
    private readonly onApplied: () => void,
  ) {
    super();
    this.settle = { ready: () => {}, refuse: () => {} };
    this.firstState = new Promise((ready, refuse) => {
      this.settle = { ready, refuse };
    });
    // Nobody may be waiting any more when it comes to nothing.
    this.firstState.catch(() => {});
  }

  /** The application does not wait any longer. @returns what it is to be told */
  gaveUp(afterMs: number): Error {
    this.owesReady = true;
    return new GeneralError(
      `There is no flag configuration after ${afterMs} ms: the service does not answer, and nothing is stored. The provider goes on trying.`,
    );
  }

  override applied(position: Position, flags: readonly string[]): void {
    const isFirst = !this.hasState;
    this.hasState = true;
    this.settle.ready();
    this.onApplied();
    const text = positionText(position);
    this.logger.debug(`Revision ${text} is applied, ${flags.length} flags changed.`);
    if (isFirst) return this.readyIfOwed();
    if (flags.length === 0) return;
    this.events.emit(ProviderEvents.ConfigurationChanged, {
      flagsChanged: [...flags],
      metadata: { epoch: position.epoch, revision: position.revision },
    });
  }

  override recovered(): void {
    this.readyIfOwed();
  }

  override stale(message: string): void {
    if (!this.hasState) return;
    this.owesReady = true;
    this.logger.warn(message);
    this.events.emit(ProviderEvents.Stale, { message });
  }

  override faulty(message: string): void {
    this.logger.error(message);
    if (!this.hasState) return;
    this.owesReady = true;
    this.events.emit(ProviderEvents.Error, { message, errorCode: ErrorCode.GENERAL });
  }

  override fatal(message: string): void {
    this.logger.error(message);
    this.settle.refuse(new ProviderFatalError(message));
    if (!this.owesReady) return;
    this.events.emit(ProviderEvents.Error, { message, errorCode: ErrorCode.PROVIDER_FATAL });
  }

  private readyIfOwed(): void {
    if (!this.owesReady || !this.hasState) return;
    this.owesReady = false;
    this.events.emit(ProviderEvents.Ready);
  }
}
