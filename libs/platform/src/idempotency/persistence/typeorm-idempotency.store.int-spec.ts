import { usePostgres } from '@app/testing';
import { UuidV7Generator } from '../../context';
import { idempotencyStoreContract } from '../testing/idempotency-store.contract';
import { IdempotencyKeyEntity } from './idempotency-key.entity';
import { PLATFORM_ENTITIES, PLATFORM_MIGRATIONS } from './index';
import { TypeOrmIdempotencyStore } from './typeorm-idempotency.store';

describe('idempotency keys in PostgreSQL', () => {
  const database = usePostgres({ entities: PLATFORM_ENTITIES, migrations: PLATFORM_MIGRATIONS });
  beforeEach(() => database.clear(IdempotencyKeyEntity));

  idempotencyStoreContract(
    () => new TypeOrmIdempotencyStore(database.dataSource, new UuidV7Generator()),
  );

  it('has the tables that the entities describe', async () => {
    const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});
