import {
  DomainEventFactory,
  OUTBOX_MIGRATIONS,
  OutboxSignal,
  TypeOrmUnitOfWork,
} from '@app/outbox';
import { AsyncLocalRequestContext, SystemClock, UuidV7Generator } from '@app/platform/context';
import { usePostgres } from '@app/testing';
import {
  CreateRecordedEvents1764000002999,
  TableRecorder,
} from '../../../outbox/src/testing/table-recorder';
import { revocationStoreContract } from '../testing/revocation-store.contract';
import { AUTH_ENTITIES, AUTH_MIGRATIONS } from '.';
import { TypeOrmRevocationStore } from './typeorm-revocation.store';

describe('revocations in PostgreSQL', () => {
  const database = usePostgres({
    migrations: [...OUTBOX_MIGRATIONS, CreateRecordedEvents1764000002999, ...AUTH_MIGRATIONS],
    entities: AUTH_ENTITIES,
  });

  revocationStoreContract(() => {
    const context = new AsyncLocalRequestContext();
    const events = new DomainEventFactory(new SystemClock(), new UuidV7Generator(), context);
    const { dataSource } = database;
    return {
      store: new TypeOrmRevocationStore(dataSource),
      unitOfWork: new TypeOrmUnitOfWork(
        dataSource,
        events,
        new TableRecorder(),
        context,
        new OutboxSignal(),
      ),
    };
  });

  it('has the schema that the entities say', async () => {
    const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
    const own = upQueries.filter(({ query }) => !/outbox|recorded_events/.test(query));
    expect(own.map(({ query }) => query)).toEqual([]);
  });

  it('goes down and up again', async () => {
    const runner = database.dataSource.createQueryRunner();
    for (const Migration of AUTH_MIGRATIONS.toReversed()) await new Migration().down(runner);
    for (const Migration of AUTH_MIGRATIONS) await new Migration().up(runner);
    await runner.release();
  });
});
