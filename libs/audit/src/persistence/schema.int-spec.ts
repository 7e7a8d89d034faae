import { usePostgres } from '@app/testing';
import { AUDIT_ENTITIES, AUDIT_MIGRATIONS } from '.';

describe('the schema of the audit log', () => {
  const database = usePostgres({ migrations: AUDIT_MIGRATIONS, entities: AUDIT_ENTITIES });

  it('is what the entities say', async () => {
    const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});
