import {
  type DynamicModule,
  type InjectionToken,
  Module,
  type ModuleMetadata,
} from '@nestjs/common';
import {
  makeCounterProvider,
  makeGaugeProvider,
  makeHistogramProvider,
} from '@willsoto/nestjs-prometheus';
import { OutboxGauges } from './application/outbox.gauges';
import { OutboxRelay } from './application/outbox.relay';
import { OutboxSignal } from './application/outbox.signal';
import { OutboxStore } from './application/outbox.store';
import { PrometheusRelayObserver } from './application/prometheus-relay.observer';
import type { EventSink } from './event.sink';
import {
  OUTBOX_DEAD,
  OUTBOX_DELIVERED,
  OUTBOX_DELIVERY_DURATION,
  OUTBOX_OLDEST_AGE,
  OUTBOX_PENDING,
} from './outbox.metrics';
import { EVENT_SINKS } from './outbox.tokens';
import { PostgresOutboxStore } from './persistence/postgres-outbox.store';

export interface OutboxRelayOptions {
  /** Modules that export the sinks. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
  /** Tokens of the sinks; one that resolves to `undefined` is not configured and left out. */
  readonly sinks: readonly InjectionToken<EventSink | undefined>[];
}

const metrics = [
  makeGaugeProvider({ name: OUTBOX_PENDING, help: 'Events that some sink has still to take.' }),
  makeGaugeProvider({ name: OUTBOX_OLDEST_AGE, help: 'Age of the oldest pending event.' }),
  makeGaugeProvider({ name: OUTBOX_DEAD, help: 'Events that some sink refused for good.' }),
  makeCounterProvider({
    name: OUTBOX_DELIVERED,
    help: 'Events offered to a sink, by what came of it.',
    labelNames: ['sink', 'outcome'],
  }),
  makeHistogramProvider({
    name: OUTBOX_DELIVERY_DURATION,
    help: 'How long a sink takes for one batch.',
    labelNames: ['sink'],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  }),
];

const relay = {
  provide: OutboxRelay,
  inject: [OutboxStore, EVENT_SINKS, OutboxSignal, PrometheusRelayObserver],
  useFactory: (
    store: OutboxStore,
    sinks: readonly EventSink[],
    signal: OutboxSignal,
    observer: PrometheusRelayObserver,
  ): OutboxRelay => new OutboxRelay({ store, sinks, signal, observer }),
};

/** Delivers what `OutboxModule` recorded. Leave it out of a process that serves requests only. */
@Module({})
export class OutboxRelayModule {
  static forRoot({ imports, sinks }: OutboxRelayOptions): DynamicModule {
    return {
      module: OutboxRelayModule,
      imports,
      providers: [
        { provide: OutboxStore, useClass: PostgresOutboxStore },
        {
          provide: EVENT_SINKS,
          inject: [...sinks],
          useFactory: (...given: (EventSink | undefined)[]): EventSink[] =>
            given.filter((sink) => sink !== undefined),
        },
        relay,
        PrometheusRelayObserver,
        OutboxGauges,
        ...metrics,
      ],
      exports: [OutboxRelay],
    };
  }
}
