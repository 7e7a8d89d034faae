import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../data-source';

/** Any number; all processes that migrate take the same advisory lock. */
const MIGRATION_LOCK = 4_172_064_113;

/**
 * Applies every pending migration. Processes that start together wait for one another.
 * @returns the names of those applied now
 */
export async function migrate(url: string): Promise<string[]> {
  const source = new DataSource({ ...dataSourceOptions(url, 2), extra: {} });
  await source.initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const applied = await source.runMigrations();
    return applied.map(({ name }) => name);
  } finally {
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await lock.release();
    await source.destroy();
  }
}
