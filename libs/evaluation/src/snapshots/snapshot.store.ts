import { Injectable, Logger } from '@nestjs/common';
import { Clock, StoreUnavailable } from '@app/kernel';
import { EnvironmentNotFound } from '@app/tenancy';
import type { Snapshot } from '@app/flag-engine';
import { type EnvironmentRef, type Position, supersedes } from './environment-ref';
import { LoadedEnvironment } from './loaded-environment';
import { SnapshotCache } from './snapshot.cache';
import { SnapshotMetrics } from './snapshot.metrics';
import { SnapshotSource } from './snapshot.source';

/** Told of each environment that was replaced by a newer state of itself. */
export type ChangeListener = (loaded: LoadedEnvironment) => void;

interface Entry {
  loaded: LoadedEnvironment;
  usedAt: number;
  /** Open streams keep an environment in memory however rarely it is evaluated. */
  holders: number;
  /** The newest position heard of, loaded or not yet. */
  heard: Position;
  refreshing: boolean;
}

/**
 * The compiled environments this process answers from. What is asked for is loaded once, however
 * many ask at the same time; a newer revision replaces an older one and never the other way round;
 * when the stores are lost, what is here goes on answering.
 */
@Injectable()
export class SnapshotStore {
  private readonly logger = new Logger(SnapshotStore.name);
  private readonly entries = new Map<string, Entry>();
  private readonly loading = new Map<string, Promise<LoadedEnvironment>>();
  private readonly listeners = new Set<ChangeListener>();

  constructor(
    private readonly source: SnapshotSource,
    private readonly cache: SnapshotCache,
    private readonly metrics: SnapshotMetrics,
    private readonly clock: Clock,
  ) {
    metrics.observe(() => this.entries.size);
  }

  /** What is in memory; no I/O. */
  find(environmentId: string, now: number): LoadedEnvironment | undefined {
    const entry = this.entries.get(environmentId);
    if (entry === undefined) return undefined;
    entry.usedAt = now;
    return entry.loaded;
  }

  /**
   * As `find`, and loads what is not in memory.
   * @throws EnvironmentNotFound; StoreUnavailable when it can be read from nowhere
   */
  async get(ref: EnvironmentRef): Promise<LoadedEnvironment> {
    const found = this.find(ref.environmentId, this.clock.now());
    if (found !== undefined) return found;
    const underWay = this.loading.get(ref.environmentId);
    if (underWay !== undefined) return underWay;
    const loading = this.load(ref).finally(() => this.loading.delete(ref.environmentId));
    this.loading.set(ref.environmentId, loading);
    return loading;
  }

  /** As `get`, and keeps the environment in memory until the returned function is called. */
  async hold(ref: EnvironmentRef): Promise<() => void> {
    await this.get(ref);
    const entry = this.entries.get(ref.environmentId);
    if (entry === undefined) return () => undefined;
    entry.holders += 1;
    return () => {
      entry.holders -= 1;
    };
  }

  /** A state of an environment is said to exist; if it is newer than what is here, it is fetched. */
  heard(environmentId: string, position: Position): void {
    const entry = this.entries.get(environmentId);
    if (entry === undefined || !supersedes(position, entry.heard)) return;
    entry.heard = position;
    if (!entry.refreshing) void this.refresh(entry);
  }

  /** A newer state that a request names but this process does not have is fetched before answering. */
  async catchUp(ref: EnvironmentRef): Promise<LoadedEnvironment> {
    const positions = await this.source.positions([ref]);
    const position = positions.get(ref.environmentId);
    const entry = this.entries.get(ref.environmentId);
    if (entry === undefined || position === undefined) return this.get(ref);
    if (!supersedes(position, entry.loaded)) return entry.loaded;
    entry.heard = position;
    await this.refresh(entry);
    return entry.loaded;
  }

  onChange(listener: ChangeListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Everything in memory, for the poll that asks whether it is still current. */
  environments(): EnvironmentRef[] {
    return [...this.entries.values()].map(({ loaded }) => loaded.ref);
  }

  /** Forgets environments that nobody asked for since `before` (epoch milliseconds) and no stream holds. */
  evictIdle(before: number): void {
    for (const [id, { usedAt, holders }] of this.entries) {
      if (holders === 0 && usedAt < before) this.entries.delete(id);
    }
  }

  /** Forgets an environment that is gone. */
  drop(environmentId: string): void {
    this.entries.delete(environmentId);
  }

  private async load(ref: EnvironmentRef): Promise<LoadedEnvironment> {
    const snapshot = await this.metrics.timed('load', () => this.read(ref));
    const loaded = LoadedEnvironment.of(ref, snapshot);
    const heard = { epoch: loaded.epoch, revision: loaded.revision };
    const usedAt = this.clock.now();
    this.entries.set(ref.environmentId, { loaded, usedAt, holders: 0, heard, refreshing: false });
    return loaded;
  }

  /** Until what is loaded is what was last heard of; what fails is tried again by the next poll. */
  private async refresh(entry: Entry): Promise<void> {
    entry.refreshing = true;
    try {
      while (supersedes(entry.heard, entry.loaded)) {
        const wanted = entry.heard;
        const snapshot = await this.metrics.timed('refresh', () =>
          this.readNewer(entry.loaded.ref, wanted),
        );
        if (!this.replace(entry, snapshot)) break;
      }
    } catch (error) {
      entry.heard = entry.loaded;
      this.logger.warn({ err: error }, 'A newer snapshot cannot be read; the present one goes on');
    } finally {
      entry.refreshing = false;
    }
  }

  /** @returns whether this brought something newer */
  private replace(entry: Entry, snapshot: Snapshot): boolean {
    if (!supersedes(snapshot, entry.loaded)) return false;
    entry.loaded = LoadedEnvironment.of(entry.loaded.ref, snapshot, entry.loaded);
    for (const listener of this.listeners) listener(entry.loaded);
    return true;
  }

  private async readNewer(ref: EnvironmentRef, wanted: Position): Promise<Snapshot> {
    const cached = await this.cache.find(ref, wanted);
    return cached ?? this.readSource(ref);
  }

  /** From the record; when that is lost, whatever the cache still has. */
  private async read(ref: EnvironmentRef): Promise<Snapshot> {
    try {
      const position = (await this.source.positions([ref])).get(ref.environmentId);
      if (position === undefined) throw new EnvironmentNotFound(ref.environment);
      return await this.readNewer(ref, position);
    } catch (error) {
      if (error instanceof EnvironmentNotFound) throw error;
      const cached = await this.cache.find(ref);
      if (cached !== undefined) return cached;
      throw new StoreUnavailable('The database', 1, { cause: error });
    }
  }

  private async readSource(ref: EnvironmentRef): Promise<Snapshot> {
    const snapshot = await this.source.read(ref);
    if (snapshot === undefined) throw new EnvironmentNotFound(ref.environment);
    await this.cache.offer(ref, snapshot);
    return snapshot;
  }
}
