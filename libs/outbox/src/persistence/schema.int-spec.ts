import { usePostgres } from '@app/testing';
import { OUTBOX_ENTITIES, OUTBOX_MIGRATIONS } from '.';

describe('the schema of the outbox', () => {
  const database = usePostgres({ migrations: OUTBOX_MIGRATIONS, entities: OUTBOX_ENTITIES });

  it('is what the entities say', async () => {
    const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});
