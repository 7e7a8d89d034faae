import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';

import { createDatabase, type DatabaseOptions, type OwnDatabase } from './create-database';

const START_TIMEOUT_MS = 60_000;

/** What is to be in the database of a spec file. */
export interface UsePostgresOptions extends DatabaseOptions {
  /** Entities that `dataSource` maps; without any, `dataSource` still runs plain SQL. */
  readonly entities?: readonly (new () => ObjectLiteral)[];
}

/** The database of a spec file, there from `beforeAll` on. */
export interface TestDatabase {
  readonly url: string;
  /** An open TypeORM data source on it, closed after the file's last test. */
  readonly dataSource: DataSource;
  /** Empties the tables of `entities`, or all tables but the list of migrations. */
  clear(...entities: EntityTarget<ObjectLiteral>[]): Promise<void>;
}

/**
 * Gives the spec file (or the `describe` it is called in) a fresh, migrated PostgreSQL database.
 * Call it after your own `afterAll`: Jest runs them in the order of definition, and clients go before servers.
 */
export function usePostgres(options: UsePostgresOptions = {}): TestDatabase {
  let database: OwnDatabase | undefined;
  let dataSource: DataSource | undefined;

  beforeAll(async () => {
    database = await createDatabase(options);
    dataSource = await new DataSource({
      type: 'postgres',
      url: database.url,
      entities: [...(options.entities ?? [])],
      synchronize: false,
    }).initialize();
  }, START_TIMEOUT_MS);

  afterAll(async () => {
    if (dataSource?.isInitialized === true) await dataSource.destroy();
    await database?.release();
  });

  const open = (): DataSource => dataSource ?? notYet();
  return {
    get url() {
      return (database ?? notYet()).url;
    },
    get dataSource() {
      return open();
    },
    clear: (...entities) => clear(open(), entities),
  };
}

async function clear(
  source: DataSource,
  entities: readonly EntityTarget<ObjectLiteral>[],
): Promise<void> {
  const tables =
    entities.length > 0
      ? entities.map((entity) => source.getMetadata(entity).tablePath)
      : await allTables(source);
  if (tables.length > 0)
    await source.query(`TRUNCATE ${tables.map(quoted).join(', ')} RESTART IDENTITY CASCADE`);
}

async function allTables(source: DataSource): Promise<string[]> {
  const rows: { name: string }[] = await source.query(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'`,
  );
  return rows.map(({ name }) => name);
}

function quoted(table: string): string {
  return table
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');
}

function notYet(): never {
  throw new Error('The database is there from beforeAll on, not while the spec file is loaded.');
}
