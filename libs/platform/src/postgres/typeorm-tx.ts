import type { DomainEvent, NewDomainEvent, Tx } from '@app/kernel';
import type { EntityManager } from 'typeorm';

/** The transaction as adapters of PostgreSQL see it. */
export abstract class TypeOrmTx implements Tx {
  abstract readonly manager: EntityManager;
  abstract record(event: NewDomainEvent): DomainEvent;
}

/**
 * The entity manager that speaks inside `tx`.
 * @throws TypeError when `tx` belongs to another kind of store
 */
export function managerOf(tx: Tx): EntityManager {
  if (tx instanceof TypeOrmTx) return tx.manager;
  throw new TypeError('This transaction was not opened by the PostgreSQL unit of work.');
}
