import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Clock } from '@app/kernel';
import { KeptState } from '../kept/kept-state';
import { NothingKept } from '../kept/nothing-kept';
import { within } from '../waiting/within';
import { SnapshotMetrics } from './snapshot.metrics';
import { SnapshotSource } from './snapshot.source';
import { SnapshotStore } from './snapshot.store';

const POLL_MS = 1_000;
const LONGEST_POLL_MS = 5_000;
const IDLE_MS = 15 * 60_000;
const UNCONFIRMED_MS = 5_000;

/**
 * Asks the record each second where the environments in memory stand. Broadcasts are the quick way
 * to hear of a change; this is the sure one: a lost message costs a second, never correctness.
 */
@Injectable()
export class SnapshotPoller implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(SnapshotPoller.name);
  private timer?: NodeJS.Timeout;
  private lastConfirmed: number;
  private everConfirmed = false;
  private failing = false;

  constructor(
    private readonly store: SnapshotStore,
    private readonly source: SnapshotSource,
    private readonly clock: Clock,
    metrics: SnapshotMetrics,
    private readonly kept: KeptState = new NothingKept(),
  ) {
    this.lastConfirmed = clock.now();
    metrics.observeAge(() => (this.clock.now() - this.lastConfirmed) / 1000);
  }

  /** Without the record, what is on disk is as old as it says. */
  async onApplicationBootstrap(): Promise<void> {
    await this.pollNow();
    const keptFrom = this.everConfirmed ? undefined : await this.kept.findConfirmedAt();
    this.lastConfirmed = keptFrom ?? this.lastConfirmed;
    this.schedule();
  }

  onModuleDestroy(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** When the record last said that what is in memory is current, in epoch milliseconds. */
  get confirmedAt(): number {
    return this.lastConfirmed;
  }

  /** Whether the record has been silent for so long that answers may be out of date. */
  get unconfirmed(): boolean {
    return !this.everConfirmed || this.clock.now() - this.lastConfirmed > UNCONFIRMED_MS;
  }

  private schedule(): void {
    this.timer = setTimeout(() => void this.poll(), POLL_MS);
    this.timer.unref();
  }

  private async poll(): Promise<void> {
    await this.pollNow();
    if (this.timer !== undefined) this.schedule();
  }

  /** Asks now, besides the regular times. Never throws. */
  async pollNow(): Promise<void> {
    try {
      await this.confirm();
      // Only while the record is there: what is forgotten without it could not come back as new as it was.
      this.store.evictIdle(this.clock.now() - IDLE_MS);
      this.failing = false;
    } catch (error) {
      if (!this.failing) {
        this.logger.warn({ err: error }, 'Snapshots cannot be confirmed; answering from memory');
      }
      this.failing = true;
    }
  }

  private async confirm(): Promise<void> {
    const environments = this.store.environments();
    const positions = await within(LONGEST_POLL_MS, this.source.positions(environments));
    for (const { environmentId } of environments) {
      const position = positions.get(environmentId);
      if (position === undefined) this.store.drop(environmentId);
      else this.store.heard(environmentId, position);
    }
    this.lastConfirmed = this.clock.now();
    this.everConfirmed = true;
  }
}
