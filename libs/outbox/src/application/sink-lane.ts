import { Logger } from '@nestjs/common';
import { backoffMs } from '../domain/backoff';
import type { Delivery } from '../domain/delivery';
import type { OutboxRow } from '../domain/outbox-row';
import { settlementsOf } from '../domain/settlement';
import type { EventSink } from '../event.sink';
import { Bell } from './bell';
import { offer } from './offer';
import { BATCH, type RelayContext } from './relay.context';

/** A batch whose sink had not answered when the others went on. */
export interface PendingDelivery {
  readonly rows: readonly OutboxRow[];
  readonly delivery: Promise<Delivery>;
}

interface Trip {
  over: boolean;
}

/**
 * The way of one sink. Normally it rides along with the others and sees every batch first-hand. When
 * it fails, or is slow, it takes a detour: it works off what it has still to take by itself, at its
 * own pace and in order, while the others go on; with nothing left it joins them again.
 */
export class SinkLane {
  private readonly logger = new Logger('OutboxRelay');
  private readonly bell = new Bell();
  private trip: Trip | undefined;
  private journey: Promise<void> = Promise.resolve();
  private idle = false;

  constructor(
    readonly sink: EventSink,
    private readonly context: RelayContext,
  ) {}

  get detoured(): boolean {
    return this.trip !== undefined;
  }

  /** Leaves the others, between two batches. */
  detour(reason: string, pending?: PendingDelivery): void {
    if (this.detoured) return;
    this.logger.warn(`"${this.sink.name}" ${reason}; it is served apart until it has caught up.`);
    const trip = { over: false };
    this.trip = trip;
    this.journey = this.journey
      .then(() => this.travel(trip, pending))
      .catch((error: unknown) => this.context.fail(error));
  }

  /** New rows wait for it on its detour. */
  ring(): void {
    this.bell.ring();
  }

  /**
   * Joins the others again if it has nothing left to take. To be called between two batches: only a
   * batch leaves rows for a detour, so nothing can come in between.
   */
  async rejoin(): Promise<void> {
    if (this.trip === undefined || !this.idle) return;
    if (await this.context.session.isBehind(this.sink.name)) return;
    this.trip.over = true;
    this.trip = undefined;
    this.bell.ring();
    this.logger.log(`"${this.sink.name}" has caught up.`);
  }

  /** Resolves when no detour is under way any more. */
  async ended(): Promise<void> {
    await this.journey;
  }

  private async travel(trip: Trip, pending: PendingDelivery | undefined): Promise<void> {
    const { stop, session } = this.context;
    let failures = 1;
    if (pending !== undefined)
      failures = await this.settle(pending.rows, await pending.delivery, 0);
    while (!trip.over && !stop.aborted) {
      if (failures > 0) await new Bell().wait(backoffMs(failures, Math.random()), stop);
      if (stop.aborted) return;
      const rows = await session.claimFor(this.sink.name, BATCH);
      failures = rows.length === 0 ? await this.rest() : await this.deliver(rows, failures);
    }
  }

  private async deliver(rows: readonly OutboxRow[], failures: number): Promise<number> {
    const delivery = await offer(this.sink, rows, this.context.observer);
    return this.settle(rows, delivery, failures);
  }

  /** @returns how often in a row the sink has failed by now */
  private async settle(
    rows: readonly OutboxRow[],
    delivery: Delivery,
    failures: number,
  ): Promise<number> {
    if (delivery.kind === 'unreachable') return failures + 1;
    await this.context.settle(settlementsOf(rows, [delivery], Math.random));
    return 0;
  }

  private async rest(): Promise<number> {
    this.idle = true;
    await this.bell.wait(this.context.timing.pollMs, this.context.stop);
    this.idle = false;
    return 0;
  }
}
