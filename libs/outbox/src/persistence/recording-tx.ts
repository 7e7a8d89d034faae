import type { DomainEvent, NewDomainEvent } from '@app/kernel';
import { TypeOrmTx } from '@app/platform/postgres';
import type { EntityManager } from 'typeorm';
import type { DomainEventFactory } from '../application/domain-event.factory';

/** A transaction that remembers its facts until just before it commits. */
export class RecordingTx extends TypeOrmTx {
  private readonly recorded: DomainEvent[] = [];
  private closed = false;

  constructor(
    override readonly manager: EntityManager,
    private readonly events: DomainEventFactory,
  ) {
    super();
  }

  /** @throws TypeError when the transaction's work has ended: the fact would be lost */
  override record(event: NewDomainEvent): DomainEvent {
    if (this.closed) throw new TypeError(`"${event.action}" was recorded after its transaction.`);
    const complete = this.events.complete(event);
    this.recorded.push(complete);
    return complete;
  }

  /** What was recorded, in order; nothing more can be. */
  close(): readonly DomainEvent[] {
    this.closed = true;
    return this.recorded;
  }
}
