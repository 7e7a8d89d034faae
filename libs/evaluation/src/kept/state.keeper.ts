import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { KeyDirectory } from '../keys/application/key.directory';
import { SigningKeyring } from '../signing/signing.keyring';
import { within } from '../waiting/within';
import { EnvironmentKeeper } from './environment.keeper';
import { KeepMetrics } from './keep.metrics';
import { KeptState } from './kept-state';

/** How often it is looked whether something is to be written: changes in between are one. */
const LOOK_MS = 2_000;
const LONGEST_FAREWELL_MS = 5_000;

/** Keeps outside of all stores what this process would need to start without them. Never on the way of a request. */
@Injectable()
export class StateKeeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('SnapshotDir');
  private timer?: NodeJS.Timeout;
  private saving: Promise<void> = Promise.resolve();
  private failing = false;
  private keysSaved = 0;
  private signingKeysSaved: unknown;

  constructor(
    private readonly kept: KeptState,
    private readonly environments: EnvironmentKeeper,
    private readonly keys: KeyDirectory,
    private readonly keyring: SigningKeyring,
    private readonly metrics: KeepMetrics,
  ) {
    metrics.observe(() => keys.restored);
  }

  onApplicationBootstrap(): void {
    if (this.kept.enabled) this.schedule();
  }

  async onModuleDestroy(): Promise<void> {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.saving;
    await within(LONGEST_FAREWELL_MS, this.save()).catch(() => undefined);
  }

  /** Writes what has changed. Never throws: what could not be written is tried again the next time. */
  async save(): Promise<void> {
    try {
      await this.saveKeys();
      await this.saveSigningKeys();
      await this.environments.save();
      this.failing = false;
    } catch (error) {
      this.metrics.written('failure');
      if (!this.failing) this.logger.error({ err: error }, 'SNAPSHOT_DIR cannot be written.');
      this.failing = true;
    }
  }

  private async saveKeys(): Promise<void> {
    const { version } = this.keys;
    if (version === this.keysSaved) return;
    await this.kept.saveKeys(this.keys.records());
    this.metrics.written('success');
    this.keysSaved = version;
  }

  private async saveSigningKeys(): Promise<void> {
    const { known } = this.keyring;
    if (known === this.signingKeysSaved || known.length === 0) return;
    await this.kept.saveSigningKeys(known);
    this.metrics.written('success');
    this.signingKeysSaved = known;
  }

  private schedule(): void {
    this.timer = setTimeout(() => {
      this.saving = this.save().finally(() => {
        if (this.timer !== undefined) this.schedule();
      });
    }, LOOK_MS);
    this.timer.unref();
  }
}
