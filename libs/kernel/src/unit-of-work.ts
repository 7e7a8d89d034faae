import type { DomainEvent, NewDomainEvent } from './domain.event';

/** A transaction under way. Adapters know how to reach the database through it. */
export interface Tx {
  /** Records a fact in the same transaction: it is in the audit log if, and only if, the change is. */
  record(event: NewDomainEvent): DomainEvent;
}

/** One transaction: state, revision, audit event and outbox row together, or none of them. */
export abstract class UnitOfWork {
  /**
   * Runs `work` in a transaction and commits it. Nothing remote may happen inside.
   * Whatever `work` throws rolls everything back and is thrown on.
   */
  abstract run<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}
