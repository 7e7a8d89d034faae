import { usePostgres } from '@app/testing';
import { OUTBOX_MIGRATIONS } from '.';
import { outboxStoreContract } from '../testing/outbox-store.contract';
import { insertOutboxRows } from './insert-outbox-rows';
import { PostgresOutboxStore } from './postgres-outbox.store';

describe('the outbox in PostgreSQL', () => {
  const database = usePostgres({ migrations: OUTBOX_MIGRATIONS });

  outboxStoreContract(async () => {
    await database.clear();
    return {
      store: new PostgresOutboxStore(database.dataSource),
      add: (...events) => insertOutboxRows(database.dataSource.manager, events),
    };
  });
});
