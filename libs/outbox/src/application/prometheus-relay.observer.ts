import { Injectable } from '@nestjs/common';
import { InjectMetric } from '@willsoto/nestjs-prometheus';
import { Counter, Histogram } from 'prom-client';
import type { DeliveryOutcome } from '../event.sink';
import { OUTBOX_DELIVERED, OUTBOX_DELIVERY_DURATION } from '../outbox.metrics';
import type { RelayObserver } from './relay.observer';

/** Counts deliveries by sink and outcome. */
@Injectable()
export class PrometheusRelayObserver implements RelayObserver {
  constructor(
    @InjectMetric(OUTBOX_DELIVERED) private readonly events: Counter,
    @InjectMetric(OUTBOX_DELIVERY_DURATION) private readonly duration: Histogram,
  ) {}

  delivered(sink: string, outcome: DeliveryOutcome['kind'], count: number): void {
    this.events.inc({ sink, outcome }, count);
  }

  took(sink: string, seconds: number): void {
    this.duration.observe({ sink }, seconds);
  }
}
