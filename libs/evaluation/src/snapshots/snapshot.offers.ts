import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { EnvironmentRef } from './environment-ref';
import type { LoadedEnvironment } from './loaded-environment';
import { SnapshotCache } from './snapshot.cache';

/** A whole snapshot is large: of changes in quick succession only the last one is worth sending. */
const OFFER_EVERY_MS = 5_000;

interface Turn {
  readonly timer: NodeJS.Timeout;
  next: LoadedEnvironment | undefined;
}

/** Brings new states to the cache: at once, then no more often than every few seconds, the last one always. */
@Injectable()
export class SnapshotOffers implements OnModuleDestroy {
  private readonly turns = new Map<string, Turn>();

  constructor(private readonly cache: SnapshotCache) {}

  offer(loaded: LoadedEnvironment): void {
    const { environmentId } = loaded.ref;
    const turn = this.turns.get(environmentId);
    if (turn !== undefined) turn.next = loaded;
    else this.begin(environmentId, loaded);
  }

  /** Takes back what was brought, and brings nothing more: the environment does not exist any more. */
  withdraw(ref: EnvironmentRef): void {
    clearTimeout(this.turns.get(ref.environmentId)?.timer);
    this.turns.delete(ref.environmentId);
    void this.cache.remove(ref);
  }

  onModuleDestroy(): void {
    for (const { timer } of this.turns.values()) clearTimeout(timer);
    this.turns.clear();
  }

  private begin(environmentId: string, loaded: LoadedEnvironment): void {
    const timer = setTimeout(() => this.end(environmentId), OFFER_EVERY_MS);
    timer.unref();
    this.turns.set(environmentId, { timer, next: undefined });
    void this.cache.offer(loaded.ref, loaded.toSnapshot());
  }

  private end(environmentId: string): void {
    const next = this.turns.get(environmentId)?.next;
    this.turns.delete(environmentId);
    if (next !== undefined) this.begin(environmentId, next);
  }
}
