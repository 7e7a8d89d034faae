import { usePostgres } from '@app/testing';
import { FEATURE_DATABASE } from '../testing/feature-stack';

describe('the schema of features', () => {
  const database = usePostgres(FEATURE_DATABASE);

  it('is what the entities say', async () => {
    const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});
