import {
  type DomainEvent,
  type NewDomainEvent,
  RequestContext,
  type Tx,
  UnitOfWork,
} from '@app/kernel';
import type { DomainEventFactory } from '../application/domain-event.factory';

/** A transaction of `InMemoryUnitOfWork`. In-memory repositories register how to undo what they did. */
export class InMemoryTx implements Tx {
  private readonly recorded: DomainEvent[] = [];
  private readonly undos: (() => void)[] = [];
  private closed = false;

  constructor(private readonly events: DomainEventFactory) {}

  /** @throws TypeError when the transaction's work has ended */
  record(event: NewDomainEvent): DomainEvent {
    if (this.closed) throw new TypeError(`"${event.action}" was recorded after its transaction.`);
    const complete = this.events.complete(event);
    this.recorded.push(complete);
    return complete;
  }

  /** Called when the transaction fails, the latest registered first. */
  onRollback(undo: () => void): void {
    this.undos.push(undo);
  }

  close(): readonly DomainEvent[] {
    this.closed = true;
    return this.recorded;
  }

  rollBack(): void {
    this.closed = true;
    for (const undo of this.undos.reverse()) undo();
  }
}

/** Transactions one after the other, as if each had locked everything. */
export class InMemoryUnitOfWork extends UnitOfWork {
  /** Everything committed so far, in order. */
  readonly log: DomainEvent[] = [];
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly events: DomainEventFactory,
    private readonly context: RequestContext,
  ) {
    super();
  }

  override run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const turn = this.last.then(() => this.alone(work));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async alone<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const tx = new InMemoryTx(this.events);
    try {
      const result = await work(tx);
      const events = tx.close();
      this.log.push(...events);
      this.context.current()?.committed.push(...events);
      return result;
    } catch (error) {
      tx.rollBack();
      throw error;
    }
  }
}
