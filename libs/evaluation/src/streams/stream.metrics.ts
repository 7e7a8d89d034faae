import { Injectable } from '@nestjs/common';
import { ScrapeHooks } from '@app/platform/metrics';
import { Counter, Gauge } from 'prom-client';
import { metric } from '../metrics/metric';

/** Why the server closed a stream. */
export type DropReason = 'slow' | 'revoked' | 'expired' | 'gone' | 'draining';

/** Open event streams and what is sent on them. */
@Injectable()
export class StreamMetrics {
  private readonly events = metric(
    'evaluation_stream_events_total',
    (name) => new Counter({ name, help: 'Events sent to streams.' }),
  );
  private readonly dropped = metric(
    'evaluation_streams_dropped_total',
    (name) => new Counter({ name, help: 'Streams closed by the server.', labelNames: ['reason'] }),
  );
  private readonly open = metric(
    'evaluation_streams_open',
    (name) => new Gauge({ name, help: 'Open event streams.' }),
  );

  constructor(private readonly hooks: ScrapeHooks) {}

  /** @param count asked whenever metrics are read */
  observe(count: () => number): void {
    this.hooks.add(() => this.open.set(count()));
  }

  sent(events: number): void {
    this.events.inc(events);
  }

  closed(reason: DropReason): void {
    this.dropped.inc({ reason });
  }
}
