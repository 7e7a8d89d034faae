import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { EnvironmentNotFound } from '@app/tenancy';
import { within } from '../waiting/within';
import { type EnvironmentRef, follows, type Position } from './environment-ref';
import { HoldCounts } from './hold-counts';
import type { LoadedEnvironment } from './loaded-environment';
import { SnapshotLoader } from './snapshot.loader';
import { SnapshotMetrics } from './snapshot.metrics';

/** However often a newer state is heard of or asked for, the record is not asked more often than this. */
const SHORTEST_INTERVAL_MS = 20;
/** A refresh that takes longer has failed; the next one may fare better. */
const LONGEST_REFRESH_MS = 10_000;
/** A request that could be answered from memory waits no longer than this for something newer. */
const LONGEST_CATCH_UP_MS = 500;

/** Told of each environment that was replaced by a newer state of itself. */
export type ChangeListener = (loaded: LoadedEnvironment) => void;
/** Told of each environment that does not exist any more. */
export type GoneListener = (environmentId: string) => void;

interface Entry {
  loaded: LoadedEnvironment;
  usedAt: number;
  /** The newest position heard of, loaded or not yet. */
  heard: Position;
  /** Never rejects. */
  refreshing: Promise<void> | undefined;
  /** When the record was last asked, on the monotonic clock. */
  askedAt: number;
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
  private readonly holds = new HoldCounts();
  private readonly changeListeners = new Set<ChangeListener>();
  private readonly goneListeners = new Set<GoneListener>();

  constructor(
    private readonly loader: SnapshotLoader,
    metrics: SnapshotMetrics,
  ) {
    metrics.observe(() => this.entries.size);
  }

  /**
   * What is in memory; no I/O.
   * @param now epoch milliseconds, noted as the last use
   */
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
  async get(ref: EnvironmentRef, now: number): Promise<LoadedEnvironment> {
    const { environmentId } = ref;
    const found = this.find(environmentId, now);
    if (found !== undefined) return found;
    const underWay = this.loading.get(environmentId);
    if (underWay !== undefined) return underWay;
    const loading = this.load(ref, now).finally(() => this.loading.delete(environmentId));
    this.loading.set(environmentId, loading);
    return loading;
  }

  /** Keeps an environment in memory, however rarely it is evaluated, until the returned function is called. */
  hold({ environmentId }: EnvironmentRef): () => void {
    return this.holds.hold(environmentId);
  }

  /** A state of an environment is said to exist; if it is not what is here, the record is asked. */
  heard(environmentId: string, position: Position): void {
    const entry = this.entries.get(environmentId);
    if (entry === undefined) return this.heardWhileLoading(environmentId, position);
    if (!this.isNews(entry, position)) return;
    entry.heard = position;
    void this.refresh(entry);
  }

  /** Asks the record for the newest state before answering. Never rejects: without it, what is here is answered. */
  async catchUp(ref: EnvironmentRef, now: number): Promise<LoadedEnvironment> {
    const loaded = await this.get(ref, now);
    const entry = this.entries.get(ref.environmentId);
    if (entry === undefined) return loaded;
    await within(LONGEST_CATCH_UP_MS, this.refreshAnew(entry)).catch(() => undefined);
    return entry.loaded;
  }

  /** Hears of newer states, in order. */
  onChange(listener: ChangeListener): () => void {
    this.changeListeners.add(listener);
    return () => this.changeListeners.delete(listener);
  }

  /** Hears of environments that are gone. */
  onGone(listener: GoneListener): () => void {
    this.goneListeners.add(listener);
    return () => this.goneListeners.delete(listener);
  }

  /** Everything in memory, for the poll that asks whether it is still current. */
  environments(): EnvironmentRef[] {
    return [...this.entries.values()].map(({ loaded }) => loaded.ref);
  }

  /** The states in memory, for whoever keeps them elsewhere; being looked at is no use. */
  present(): LoadedEnvironment[] {
    return [...this.entries.values()].map(({ loaded }) => loaded);
  }

  /** Forgets environments that nobody asked for since `before` (epoch milliseconds) and nobody holds. */
  evictIdle(before: number): void {
    for (const [id, { usedAt }] of this.entries) {
      if (usedAt < before && !this.holds.isHeld(id)) this.entries.delete(id);
    }
  }

  /** Forgets an environment that does not exist any more. */
  drop(environmentId: string): void {
    const entry = this.entries.get(environmentId);
    if (entry === undefined) return;
    this.entries.delete(environmentId);
    this.loader.forget(entry.loaded.ref);
    for (const listener of this.goneListeners) listener(environmentId);
  }

  private async load(ref: EnvironmentRef, now: number): Promise<LoadedEnvironment> {
    const loaded = await this.loader.load(ref);
    this.entries.set(ref.environmentId, {
      loaded,
      usedAt: now,
      heard: positionOf(loaded),
      refreshing: undefined,
      askedAt: Number.NEGATIVE_INFINITY,
    });
    return loaded;
  }

  private heardWhileLoading(environmentId: string, position: Position): void {
    void this.loading.get(environmentId)?.then(
      () => this.heard(environmentId, position),
      () => undefined,
    );
  }

  /** Another epoch is always worth asking the record about, which alone knows which one is over. */
  private isNews({ loaded, heard }: Entry, position: Position): boolean {
    if (position.epoch !== loaded.epoch) return true;
    return follows(position, loaded) && (heard.epoch !== loaded.epoch || follows(position, heard));
  }

  /** What runs already may have read before the state that the caller knows of was there. */
  private async refreshAnew(entry: Entry): Promise<void> {
    await entry.refreshing;
    await this.refresh(entry);
  }

  private refresh(entry: Entry): Promise<void> {
    entry.refreshing ??= this.advance(entry).finally(() => {
      entry.refreshing = undefined;
    });
    return entry.refreshing;
  }

  /** Until what is loaded is what was last heard of. What fails is tried again when the next poll tells of it. */
  private async advance(entry: Entry): Promise<void> {
    try {
      for (let asked: LoadedEnvironment | undefined; asked !== entry.loaded;) {
        asked = entry.loaded;
        await this.pace(entry);
        const newest = await within(LONGEST_REFRESH_MS, this.loader.advance(asked));
        this.replace(entry, newest);
        if (!follows(entry.heard, entry.loaded)) break;
      }
    } catch (error) {
      if (error instanceof EnvironmentNotFound) return this.drop(entry.loaded.ref.environmentId);
      this.logger.warn({ err: error }, 'A newer snapshot cannot be read; the present one goes on');
    } finally {
      entry.heard = positionOf(entry.loaded);
    }
  }

  private async pace(entry: Entry): Promise<void> {
    const waitMs = entry.askedAt + SHORTEST_INTERVAL_MS - performance.now();
    if (waitMs > 0) await delay(waitMs);
    entry.askedAt = performance.now();
  }

  private replace(entry: Entry, newest: LoadedEnvironment): void {
    if (newest === entry.loaded) return;
    // Evicted or dropped meanwhile: whoever asks next loads it anew.
    if (this.entries.get(newest.ref.environmentId) !== entry) return;
    entry.loaded = newest;
    this.announce(newest);
  }

  private announce(loaded: LoadedEnvironment): void {
    for (const listener of this.changeListeners) {
      try {
        listener(loaded);
      } catch (error) {
        this.logger.error(error);
      }
    }
  }
}

function positionOf({ epoch, revision }: Position): Position {
  return { epoch, revision };
}
