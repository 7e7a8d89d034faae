import type { DomainEvent } from '@app/kernel';
import { TypeOrmTx } from '@app/platform/postgres';
import type { EntityManager } from 'typeorm';

/** A transaction that only looks: one moment of the database. */
export class LookingTx extends TypeOrmTx {
  constructor(override readonly manager: EntityManager) {
    super();
  }

  /** @throws TypeError always: nothing can happen in it */
  override record(): DomainEvent {
    throw new TypeError('Nothing can be recorded while only looking.');
  }
}
