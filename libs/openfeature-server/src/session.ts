import { type Logger, type OpenFeatureEventEmitter } from '@openfeature/server-sdk';
import { LocalEvaluator } from './evaluation/local.evaluator';
import { readBootstrap } from './files/bootstrap-file';
import { DiskCopy } from './files/disk.copy';
import type { Settings } from './options';
import { ProviderAnnouncer } from './provider.announcer';
import { EnvironmentState } from './state/environment.state';
import { DocumentIntake } from './sync/document.intake';
import { pause } from './sync/pause';
import { restoreState } from './sync/restore-state';
import { SnapshotPoller } from './sync/snapshot.poller';
import { Synchroniser } from './sync/synchroniser';
import { FetchTransport } from './transport/fetch.transport';
import { Trust } from './trust/trust';
import { UsageReporting } from './usage/usage.reporting';

/** A disk that is slow does not keep from asking the service. */
const RESTORE_HEAD_START_MS = 500;

/** All that runs between `initialize` and `shutdown`, put together. */
export class Session {
  readonly evaluator: LocalEvaluator;
  private readonly ended = new AbortController();
  private readonly state: EnvironmentState;
  private readonly usage: UsageReporting | undefined;
  private readonly announcer: ProviderAnnouncer;
  private readonly disk: DiskCopy | undefined;
  private readonly trust: Trust;
  private readonly intake: DocumentIntake;
  private readonly synchroniser: Synchroniser;

  constructor(
    private readonly settings: Settings,
    private readonly logger: Logger,
    events: OpenFeatureEventEmitter,
  ) {
    this.state = new EnvironmentState(settings);
    this.usage = settings.usage ? new UsageReporting(settings, this.state) : undefined;
    this.evaluator = new LocalEvaluator(this.state, this.usage);
    this.announcer = new ProviderAnnouncer(events, logger, () => this.usage?.acknowledge());
    this.trust = new Trust(settings);
    this.disk = this.diskCopy();
    const { state, disk, announcer: listener } = this;
    this.intake = new DocumentIntake({ state, disk, listener, verifier: this.trust.verifier });
    const shared = { state, disk, intake: this.intake, transport: new FetchTransport(settings) };
    const poller = new SnapshotPoller(shared);
    this.synchroniser = new Synchroniser({ ...shared, settings, poller, listener, logger });
  }

  /**
   * Resolves as soon as there is anything to answer from, be it stored or sent; goes on in the background.
   *
   * @throws ProviderFatalError when the API key is refused and nothing is stored; GeneralError when time is up
   */
  async start(): Promise<void> {
    this.usage?.start();
    const restored = this.restore();
    await Promise.race([restored, pause(RESTORE_HEAD_START_MS, this.ended.signal)]);
    if (this.ended.signal.aborted) return;
    void this.trust.prepare();
    this.synchroniser.start();
    await this.firstStateInTime();
  }

  /** Ends everything: no timer, no connection is left. Takes a second at most. */
  async end(): Promise<void> {
    this.ended.abort();
    await this.synchroniser.stop();
    await Promise.all([this.usage?.close(), this.disk?.close()]);
  }

  /** The application waits, so this timer keeps the process alive, alone of all. */
  private async firstStateInTime(): Promise<void> {
    const { initTimeoutMs } = this.settings;
    let timer: NodeJS.Timeout | undefined;
    const timeIsUp = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(this.announcer.gaveUp(initTimeoutMs)), initTimeoutMs);
    });
    try {
      await Promise.race([this.announcer.firstState, timeIsUp, whenAborted(this.ended.signal)]);
    } finally {
      clearTimeout(timer);
    }
  }

  private restore(): Promise<void> {
    const { bootstrapFile: path, apiKey } = this.settings;
    const { intake, logger, disk } = this;
    return restoreState({
      intake,
      logger,
      disk,
      bootstrap: path === undefined ? undefined : () => readBootstrap({ path, apiKey, logger }),
      verifierOf: (copy) => this.trust.verifierOf(copy),
    });
  }

  private diskCopy(): DiskCopy | undefined {
    const { cacheDir: folder, url, apiKey } = this.settings;
    if (folder === undefined) return undefined;
    return new DiskCopy({ folder, url, apiKey, logger: this.logger, keys: () => this.trust.keys });
  }
}

function whenAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
