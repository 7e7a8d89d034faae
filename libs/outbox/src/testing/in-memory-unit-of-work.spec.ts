import { InMemoryTx, InMemoryUnitOfWork } from './in-memory-unit-of-work';
import { unitOfWorkContract, type UnitOfWorkParts } from './unit-of-work.contract';
import { AsyncLocalRequestContext, SystemClock, UuidV7Generator } from '@app/platform/context';
import { DomainEventFactory } from '../application/domain-event.factory';

function inMemory({ events, context }: UnitOfWorkParts): InMemoryUnitOfWork {
  return new InMemoryUnitOfWork(events, context);
}

describe('the unit of work in memory', () => {
  unitOfWorkContract((parts) => {
    const unitOfWork = inMemory(parts);
    return { unitOfWork, recorded: async () => unitOfWork.log };
  });

  it('undoes what in-memory repositories did in a transaction that failed, latest first', async () => {
    const context = new AsyncLocalRequestContext();
    const events = new DomainEventFactory(new SystemClock(), new UuidV7Generator(), context);
    const undone: string[] = [];
    const attempt = inMemory({ events, context }).run(async (tx) => {
      if (!(tx instanceof InMemoryTx)) throw new TypeError();
      tx.onRollback(() => undone.push('first'));
      tx.onRollback(() => undone.push('second'));
      throw new Error('no');
    });
    await expect(attempt).rejects.toThrow('no');
    expect(undone).toEqual(['second', 'first']);
  });
});
