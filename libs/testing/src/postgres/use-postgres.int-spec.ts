import type { MigrationInterface, QueryRunner } from 'typeorm';

import { createDatabase } from './create-database';
import { usePostgres } from './use-postgres';

class CreateNotes1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE notes (id serial PRIMARY KEY, text text NOT NULL)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notes');
  }
}

const migrations = [CreateNotes1700000000000];

describe('the database of a spec file', () => {
  const database = usePostgres({ migrations });

  it('is migrated and empty', async () => {
    expect(await database.dataSource.query('SELECT count(*)::int AS n FROM notes')).toEqual([
      { n: 0 },
    ]);
  });

  it('knows which migrations have run, so that an application finds nothing left to do', async () => {
    const rows = await database.dataSource.query('SELECT name FROM migrations');
    expect(rows).toEqual([{ name: 'CreateNotes1700000000000' }]);
  });

  it('can be emptied, with its numbering', async () => {
    await database.dataSource.query(`INSERT INTO notes (text) VALUES ('gone')`);
    await database.clear();
    const rows = await database.dataSource.query(
      `INSERT INTO notes (text) VALUES ('first') RETURNING id`,
    );
    expect(rows).toEqual([{ id: 1 }]);
  });

  it('is nobody else’s', async () => {
    const other = await createDatabase({ migrations });
    expect(other.url).not.toBe(database.url);
    await other.drop();
  });

  it('is made ready once, even when several ask for it at the same time', async () => {
    const databases = await Promise.all(
      Array.from({ length: 4 }, () => createDatabase({ migrations })),
    );
    expect(new Set(databases.map(({ url }) => url)).size).toBe(4);
    await Promise.all(databases.map((each) => each.drop()));
  });
});
