import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { positionText } from '../snapshots/environment-ref';
import type { LoadedEnvironment } from '../snapshots/loaded-environment';
import { SnapshotDocuments } from '../snapshots/serving/snapshot.documents';
import { SnapshotPoller } from '../snapshots/snapshot.poller';
import { SnapshotStore } from '../snapshots/snapshot.store';
import { KeepMetrics } from './keep.metrics';
import { KeptState } from './kept-state';
import { KeptSweep } from './kept.sweep';

/** That all is as the record says is written down this often while it is. */
const CONFIRM_MS = 10_000;
/** Writing a large environment may take this share of the time at most, however often it changes. */
const MOST_SHARE = 1 / 20;

interface Saved {
  readonly position: string;
  /** On the monotonic clock: not written again before that. */
  readonly notBefore: number;
}

/** Keeps the environments in memory on disk as well. */
@Injectable()
export class EnvironmentKeeper implements OnModuleDestroy {
  private readonly saved = new Map<string, Saved>();
  private readonly gone = new Set<string>();
  private confirmed = 0;
  private readonly unsubscribe: () => void;

  constructor(
    private readonly kept: KeptState,
    private readonly store: SnapshotStore,
    private readonly documents: SnapshotDocuments,
    private readonly poller: SnapshotPoller,
    private readonly metrics: KeepMetrics,
    private readonly sweep: KeptSweep,
  ) {
    this.unsubscribe = store.onGone((id) => this.gone.add(id));
  }

  onModuleDestroy(): void {
    this.unsubscribe();
  }

  /** Writes what has changed since the last time, one environment after the other. @throws when the disk fails */
  async save(): Promise<void> {
    for (const loaded of this.store.present()) await this.saveIfChanged(loaded);
    for (const id of this.gone) await this.remove(id);
    await this.sweep.sweep();
    await this.saveConfirmation();
  }

  private async saveIfChanged(loaded: LoadedEnvironment): Promise<void> {
    const { environmentId } = loaded.ref;
    const position = positionText(loaded);
    const saved = this.saved.get(environmentId);
    const began = performance.now();
    if (saved?.position === position || (saved?.notBefore ?? 0) > began) return;
    const { bytes } = await this.documents.whole(loaded);
    await this.kept.saveEnvironment({ ref: loaded.ref, bytes });
    this.metrics.written('success');
    const ended = performance.now();
    const notBefore = ended + (ended - began) / MOST_SHARE;
    this.saved.set(environmentId, { position, notBefore });
  }

  private async remove(environmentId: string): Promise<void> {
    await this.kept.removeEnvironment(environmentId);
    this.saved.delete(environmentId);
    this.gone.delete(environmentId);
  }

  private async saveConfirmation(): Promise<void> {
    const { confirmedAt, unconfirmed } = this.poller;
    if (unconfirmed || confirmedAt - this.confirmed < CONFIRM_MS) return;
    await this.kept.saveConfirmedAt(confirmedAt);
    this.confirmed = confirmedAt;
  }
}
