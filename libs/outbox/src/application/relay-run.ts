import { Logger } from '@nestjs/common';
import type { Delivery } from '../domain/delivery';
import type { OutboxRow } from '../domain/outbox-row';
import { type Settlement, settlementsOf } from '../domain/settlement';
import type { EventSink } from '../event.sink';
import { Bell } from './bell';
import { offer } from './offer';
import type { OutboxSession } from './outbox.store';
import { BATCH, type RelayContext } from './relay.context';
import type { RelayObserver } from './relay.observer';
import type { RelayTiming } from './relay.timing';
import { SinkLane } from './sink-lane';

export interface RelayRunParts {
  readonly session: OutboxSession;
  readonly sinks: readonly EventSink[];
  readonly bell: Bell;
  readonly observer: RelayObserver;
  readonly timing: RelayTiming;
  readonly stop: AbortSignal;
}

/** A batch on its way to one sink. */
interface Offer {
  readonly lane: SinkLane;
  readonly delivery: Promise<Delivery>;
  /** Set once the sink has answered. */
  answer?: Delivery;
}

/** The relay for as long as one session lasts: rounds of claim, offer to all sinks at once, settle. */
export class RelayRun implements RelayContext {
  readonly session: OutboxSession;
  readonly observer: RelayObserver;
  readonly timing: RelayTiming;
  readonly stop: AbortSignal;
  private readonly logger = new Logger('OutboxRelay');
  private readonly broken = new AbortController();
  private readonly lanes: readonly SinkLane[];
  private readonly sinkNames: readonly string[];

  constructor(private readonly parts: RelayRunParts) {
    this.session = parts.session;
    this.observer = parts.observer;
    this.timing = parts.timing;
    this.stop = AbortSignal.any([parts.stop, this.broken.signal]);
    this.lanes = parts.sinks.map((sink) => new SinkLane(sink, this));
    this.sinkNames = parts.sinks.map(({ name }) => name);
  }

  /**
   * Relays until told to stop, then lets deliveries under way end.
   * @throws Error when the session fails
   */
  async untilStopped(): Promise<void> {
    await this.rounds().catch((error: unknown) => this.fail(error));
    if (this.broken.signal.aborted) throw this.broken.signal.reason;
    await Promise.all(this.lanes.map((lane) => lane.ended()));
  }

  fail(error: unknown): void {
    this.broken.abort(error);
  }

  async settle(settlements: readonly Settlement[]): Promise<void> {
    await this.session.settle(settlements, this.sinkNames);
    for (const { row, dead, reason } of settlements) {
      if (dead.length > 0) this.logger.error(`Event ${row.event.id} was given up: ${reason ?? ''}`);
    }
  }

  private async rounds(): Promise<void> {
    const { bell, timing } = this.parts;
    let inspectAt = -Infinity;
    while (!this.stop.aborted) {
      if (performance.now() >= inspectAt) {
        await this.inspect();
        inspectAt = performance.now() + timing.inspectMs;
      }
      if ((await this.round()) === BATCH) continue;
      const rung = await bell.wait(timing.pollMs, this.stop);
      if (rung) await new Bell().wait(timing.lingerMs, this.stop);
    }
  }

  /** Partitions of relays that have ended, and rows that a former run or an operator left to be done. */
  private async inspect(): Promise<void> {
    await this.session.acquire();
    for (const lane of this.lanes) {
      if (!lane.detoured && (await this.session.isBehind(lane.sink.name))) {
        lane.detour('has events left from before');
      }
    }
  }

  /** @returns how many rows were taken on */
  private async round(): Promise<number> {
    for (const lane of this.lanes) await lane.rejoin();
    const rows = await this.session.claim(BATCH);
    if (rows.length === 0) return 0;
    const offers = await this.offerAll(rows);
    const answers = offers.flatMap(({ answer }) => answer ?? []);
    await this.settle(settlementsOf(rows, answers, Math.random));
    for (const made of offers) partWays(made, rows);
    for (const lane of this.lanes) lane.ring();
    return rows.length;
  }

  /** To all that ride along, at once; a slow one is waited for a moment only. */
  private async offerAll(rows: readonly OutboxRow[]): Promise<Offer[]> {
    const offers = this.lanes
      .filter((lane) => !lane.detoured)
      .map((lane): Offer => ({ lane, delivery: offer(lane.sink, rows, this.observer) }));
    const answered = offers.map(async (made) => {
      made.answer = await made.delivery;
    });
    const { promise: grace, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, this.timing.graceMs);
    await Promise.race([Promise.all(answered), grace]);
    clearTimeout(timer);
    return offers;
  }
}

/** A sink that has not taken everything goes its own way from here. */
function partWays({ lane, delivery, answer }: Offer, rows: readonly OutboxRow[]): void {
  if (answer === undefined) lane.detour('is slow', { rows, delivery });
  else if (answer.kind === 'unreachable') lane.detour(`failed (${answer.reason})`);
  else if ([...answer.outcomes.values()].some(({ kind }) => kind === 'retry')) {
    lane.detour('could not take every event');
  }
}
