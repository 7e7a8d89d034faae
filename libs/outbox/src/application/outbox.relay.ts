import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { backoffMs } from '../domain/backoff';
import type { EventSink } from '../event.sink';
import { Bell } from './bell';
import type { OutboxSignal } from './outbox.signal';
import type { OutboxCensus, OutboxSession, OutboxStore } from './outbox.store';
import type { RelayObserver } from './relay.observer';
import { RelayRun } from './relay-run';
import { RELAY_TIMING, type RelayTiming } from './relay.timing';

/** A session that lasted this long was fine; what ends it is a new trouble, not the old one. */
const STABLE_MS = 10_000;

export interface OutboxRelayParts {
  readonly store: OutboxStore;
  readonly sinks: readonly EventSink[];
  readonly signal: OutboxSignal;
  readonly observer: RelayObserver;
  readonly timing?: RelayTiming;
}

/**
 * Delivers committed events to every sink: at least once, and in commit order within an environment.
 * Many processes may run it; each partition of the outbox is worked on by one of them, and when that
 * one ends, even by kill -9, another takes over. What it had not settled is delivered again.
 */
export class OutboxRelay implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(OutboxRelay.name);
  private readonly bell = new Bell();
  private readonly stop = new AbortController();
  private readonly timing: RelayTiming;
  private session: OutboxSession | undefined;
  private running: Promise<void> = Promise.resolve();

  /** @throws Error when two sinks have the same name: their progress could not be told apart */
  constructor(private readonly parts: OutboxRelayParts) {
    this.timing = parts.timing ?? RELAY_TIMING;
    const names = parts.sinks.map(({ name }) => name);
    if (new Set(names).size < names.length) {
      throw new Error(`Every sink needs a name of its own; there are ${names.join(', ')}.`);
    }
  }

  onApplicationBootstrap(): void {
    this.parts.signal.onWake(() => this.bell.ring());
    this.running = this.runUntilStopped();
  }

  /** Ends deliveries under way, within a bounded time. What is not settled by then is delivered again. */
  async onModuleDestroy(): Promise<void> {
    this.stop.abort();
    const { promise: deadline, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, this.timing.stopMs);
    await Promise.race([this.running, deadline]);
    clearTimeout(timer);
    await this.session?.close();
  }

  /** How much is left to do; `undefined` while the database cannot be reached. */
  async census(): Promise<OutboxCensus | undefined> {
    return this.session?.census();
  }

  private async runUntilStopped(): Promise<void> {
    let failures = 0;
    while (!this.stop.signal.aborted) {
      const began = performance.now();
      try {
        this.session = await this.parts.store.connect();
        await this.run(this.session);
      } catch (error) {
        failures = performance.now() - began > STABLE_MS ? 1 : failures + 1;
        const reason = error instanceof Error ? error.message : String(error);
        if (failures === 1)
          this.logger.warn(`The outbox cannot be read (${reason}); trying again.`);
        await new Bell().wait(backoffMs(failures, Math.random()), this.stop.signal);
      }
    }
  }

  private async run(session: OutboxSession): Promise<void> {
    const { sinks, observer } = this.parts;
    const { bell, timing } = this;
    try {
      const stop = this.stop.signal;
      await new RelayRun({ session, sinks, bell, observer, timing, stop }).untilStopped();
    } finally {
      this.session = undefined;
      await session.close();
    }
  }
}
