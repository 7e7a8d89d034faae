import { usePostgres } from '@app/testing';
import { QueryFailedError } from 'typeorm';
import { PreparedStatement } from './prepared-statement';

describe('a prepared statement', () => {
  const database = usePostgres();
  const sum = new PreparedStatement<{ sum: number }>('spec_sum', 'SELECT $1::int + $2::int AS sum');

  it('gives its rows, and is planned once per connection', async () => {
    await database.dataSource.transaction(async (manager) => {
      expect(await sum.run(manager, [1, 2])).toEqual([{ sum: 3 }]);
      expect(await sum.run(manager, [3, 4])).toEqual([{ sum: 7 }]);
      const known = await manager.query<{ name: string }[]>(
        `SELECT name FROM pg_prepared_statements WHERE name = 'spec_sum'`,
      );
      expect(known).toHaveLength(1);
    });
  });

  it('fails as any other query does', async () => {
    const divide = new PreparedStatement('spec_divide', 'SELECT 1 / $1::int AS share');
    const failing = database.dataSource.transaction((manager) => divide.run(manager, [0]));
    await expect(failing).rejects.toThrow(QueryFailedError);
  });

  it('needs a transaction', async () => {
    await expect(sum.run(database.dataSource.manager, [1, 2])).rejects.toThrow(TypeError);
  });
});
