import { Injectable } from '@nestjs/common';
import { StoreUnavailable } from '@app/kernel';
import { EnvironmentNotFound } from '@app/tenancy';
import type { Snapshot } from '@app/flag-engine';
import { KeptState } from '../kept/kept-state';
import { NothingKept } from '../kept/nothing-kept';
import { type EnvironmentRef, follows, samePosition } from './environment-ref';
import { LoadedEnvironment } from './loaded-environment';
import { SnapshotCache } from './snapshot.cache';
import { SnapshotMetrics } from './snapshot.metrics';
import { SnapshotOffers } from './snapshot.offers';
import { SnapshotSource } from './snapshot.source';

/** Brings environments into memory and up to date: by what changed where that can be told, else whole. */
@Injectable()
export class SnapshotLoader {
  constructor(
    private readonly source: SnapshotSource,
    private readonly cache: SnapshotCache,
    private readonly offers: SnapshotOffers,
    private readonly metrics: SnapshotMetrics,
    private readonly kept: KeptState = new NothingKept(),
  ) {}

  /**
   * An environment that is not in memory: out of the cache, brought up to date, or out of the
   * database; when that is lost, as the cache or the disk has it, whichever is newer.
   * @throws EnvironmentNotFound; StoreUnavailable when it can be read from nowhere
   */
  load(ref: EnvironmentRef): Promise<LoadedEnvironment> {
    return this.metrics.timed('load', async () => {
      const cached = await this.cache.find(ref);
      if (cached === undefined) return this.loadWhole(ref);
      const loaded = LoadedEnvironment.of(ref, cached);
      try {
        return await this.newest(loaded);
      } catch (error) {
        if (error instanceof EnvironmentNotFound) throw error;
        const kept = await this.findKept(ref);
        return kept !== undefined && follows(kept, loaded) ? kept : loaded;
      }
    });
  }

  /** Has every process' cache forget an environment that does not exist any more. */
  forget(ref: EnvironmentRef): void {
    this.offers.withdraw(ref);
  }

  /**
   * The newest state of an environment that is in memory; the same object if it is that already.
   * @throws EnvironmentNotFound; whatever the source throws when it cannot be read
   */
  advance(loaded: LoadedEnvironment): Promise<LoadedEnvironment> {
    return this.metrics.timed('refresh', () => this.newest(loaded));
  }

  private async newest(loaded: LoadedEnvironment): Promise<LoadedEnvironment> {
    const delta = await this.source.changesSince(loaded.ref, loaded);
    if (delta === undefined) {
      const snapshot = await this.readWhole(loaded.ref);
      return samePosition(snapshot, loaded) ? loaded : this.offered(loaded.replacedBy(snapshot));
    }
    if (delta.revision === loaded.revision) return loaded;
    return this.offered(loaded.after(delta));
  }

  private async loadWhole(ref: EnvironmentRef): Promise<LoadedEnvironment> {
    try {
      return this.offered(LoadedEnvironment.of(ref, await this.readWhole(ref)));
    } catch (error) {
      if (error instanceof EnvironmentNotFound) throw error;
      const kept = await this.findKept(ref);
      if (kept !== undefined) return kept;
      throw new StoreUnavailable('The database', 1, { cause: error });
    }
  }

  private async findKept(ref: EnvironmentRef): Promise<LoadedEnvironment | undefined> {
    const snapshot = await this.kept.findEnvironment(ref);
    return snapshot && LoadedEnvironment.of(ref, snapshot);
  }

  private async readWhole(ref: EnvironmentRef): Promise<Snapshot> {
    const snapshot = await this.source.read(ref);
    if (snapshot === undefined) throw new EnvironmentNotFound(ref.environment);
    return snapshot;
  }

  private offered(loaded: LoadedEnvironment): LoadedEnvironment {
    this.offers.offer(loaded);
    return loaded;
  }
}
