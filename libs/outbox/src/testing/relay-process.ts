import { appendFileSync } from 'node:fs';
import type { DomainEvent } from '@app/kernel';
import { DataSource } from 'typeorm';
import { OutboxRelay } from '../application/outbox.relay';
import { OutboxSignal } from '../application/outbox.signal';
import { type DeliveryOutcome, EventSink } from '../event.sink';
import { PostgresOutboxStore } from '../persistence/postgres-outbox.store';

/** Writes event ids to a file, and then never says that it did. */
class SilentSink extends EventSink {
  override readonly name = 'file';

  constructor(private readonly path: string) {
    super();
  }

  override async deliver(
    events: readonly DomainEvent[],
  ): Promise<ReadonlyMap<string, DeliveryOutcome>> {
    appendFileSync(this.path, events.map(({ id }) => `${id}\n`).join(''));
    return new Promise(() => undefined);
  }
}

/** A relay in a process of its own: `relay-process.ts <database url> <file>`. */
async function main([url = '', path = '']: string[]): Promise<void> {
  const dataSource = await new DataSource({ type: 'postgres', url }).initialize();
  new OutboxRelay({
    store: new PostgresOutboxStore(dataSource),
    sinks: [new SilentSink(path)],
    signal: new OutboxSignal(),
    observer: { delivered: () => undefined, took: () => undefined },
  }).onApplicationBootstrap();
}

void main(process.argv.slice(2));
