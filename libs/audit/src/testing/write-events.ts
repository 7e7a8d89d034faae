import type { DomainEvent, NewDomainEvent } from '@app/kernel';
import { TypeOrmTx } from '@app/platform/postgres';
import { Counter, Registry } from 'prom-client';
import type { DataSource, EntityManager } from 'typeorm';
import { TypeOrmAuditRecorder } from '../persistence/typeorm-audit.recorder';

class WritingTx extends TypeOrmTx {
  constructor(override readonly manager: EntityManager) {
    super();
  }

  override record(_event: NewDomainEvent): DomainEvent {
    throw new TypeError('The events are there already.');
  }
}

/** Appends complete events to the record, as the unit of work does. */
export async function writeEvents(
  dataSource: DataSource,
  events: readonly DomainEvent[],
): Promise<void> {
  const counter = new Counter({
    name: 'recorded',
    help: 'In a test.',
    registers: [new Registry()],
  });
  const recorder = new TypeOrmAuditRecorder(counter);
  await dataSource.transaction((manager) => recorder.append(new WritingTx(manager), events));
}
