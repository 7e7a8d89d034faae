import { Injectable } from '@nestjs/common';
import { ScrapeHooks } from '@app/platform/metrics';
import { InjectMetric, makeCounterProvider, makeGaugeProvider } from '@willsoto/nestjs-prometheus';
import { Counter, Gauge } from 'prom-client';

const LOST = 'connected_clients_lost_total';
const PENDING = 'connected_clients_pending';

/** Why a client is not remembered: no room in memory, or too many in its environment. */
export type ClientLossReason = 'memory' | 'limit';

/** For the module of this room. */
export const CLIENT_METRICS = [
  makeCounterProvider({
    name: LOST,
    help: 'Clients that reported and are not remembered, by reason.',
    labelNames: ['reason'],
  }),
  makeGaugeProvider({ name: PENDING, help: 'Clients heard of that wait in memory to be written.' }),
];

/** What is counted of connected clients. */
@Injectable()
export class ClientMetrics {
  constructor(
    @InjectMetric(LOST) private readonly lostClients: Counter,
    @InjectMetric(PENDING) private readonly pending: Gauge,
    private readonly hooks: ScrapeHooks,
  ) {}

  lost(reason: ClientLossReason, count: number): void {
    this.lostClients.inc({ reason }, count);
  }

  /** Asks for the number of waiting clients when metrics are read. */
  observePending(clients: () => number): void {
    this.hooks.add(() => this.pending.set(clients()));
  }
}
