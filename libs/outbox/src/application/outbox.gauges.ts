import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Optional } from '@nestjs/common';
import { ScrapeHooks } from '@app/platform/metrics';
import { InjectMetric } from '@willsoto/nestjs-prometheus';
import { Gauge } from 'prom-client';
import { OUTBOX_DEAD, OUTBOX_OLDEST_AGE, OUTBOX_PENDING } from '../outbox.metrics';
import { OutboxRelay } from './outbox.relay';

/** A scrape must not wait for a database that hangs: the other metrics tell why. */
const PATIENCE_MS = 1_000;

/** Asks for the state of the outbox just before metrics are read. */
@Injectable()
export class OutboxGauges {
  constructor(
    private readonly relay: OutboxRelay,
    @InjectMetric(OUTBOX_PENDING) private readonly pending: Gauge,
    @InjectMetric(OUTBOX_OLDEST_AGE) private readonly oldestAge: Gauge,
    @InjectMetric(OUTBOX_DEAD) private readonly dead: Gauge,
    @Optional() hooks?: ScrapeHooks,
  ) {
    hooks?.add(() => this.refresh());
  }

  /** Leaves them as they are while the database cannot be reached. */
  async refresh(): Promise<void> {
    const deadline = delay(PATIENCE_MS, undefined, { ref: false });
    const census = await Promise.race([this.relay.census(), deadline]);
    if (census === undefined) return;
    this.pending.set(census.pending);
    this.oldestAge.set(census.oldestAgeSeconds);
    this.dead.set(census.dead);
  }
}
