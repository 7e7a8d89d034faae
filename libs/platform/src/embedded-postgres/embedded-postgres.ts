import { mkdir, stat } from 'node:fs/promises';
import { resolve } from 'node:path';

import { Client } from 'pg';

import { DependentProcess, freePort } from '../child-process';
import { clusterExists, createCluster, SUPERUSER } from './cluster';
import { InstanceLock } from './instance-lock';
import { stopOrphanedServer } from './orphaned-server';
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries';
import {
  type Account,
  ensurePostgresAccount,
  ensureReachable,
  ensureReadable,
  isRoot,
} from './server-account';
import { ensurePassword } from './server-password';
import { startServer } from './server-start';

const RESTARTS_AT_MOST = 5;

/** Settings of an embedded server; all but the folder have defaults that suit the product. */
export interface EmbeddedPostgresOptions {
  /** The data folder (`DATA_DIR`), created when missing. The server's files lie in `<directory>/postgres`. */
  readonly directory: string;
  /** Database to create; `toggle` unless given. */
  readonly database?: string;
  /** Settings of postgresql.conf that differ from PostgreSQL's own defaults, such as `{ fsync: 'off' }` in tests. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The folder is worthless afterwards: it is removed when the server has ended, whoever ended it. */
  readonly temporary?: boolean;
  /** Told, in a sentence each, what takes time or may surprise: first creation, an orphan stopped, a server restarted. */
  readonly onNotice?: (sentence: string) => void;
  /** Called once when the server has ended by itself and could not be started again. */
  readonly onLost?: (reason: string) => void;
}

/**
 * A real PostgreSQL under a data folder, for the life of this process. It listens on a free port of 127.0.0.1 with a
 * random password kept in the folder (mode 0600), writes durably, and ends with this process, however that ends.
 */
export class EmbeddedPostgres {
  private readonly directory: string;
  private readonly database: string;
  private lock?: InstanceLock;
  private server?: DependentProcess;
  private stopping = false;
  private restarts = 0;

  constructor(private readonly options: EmbeddedPostgresOptions) {
    this.directory = resolve(options.directory);
    this.database = options.database ?? 'toggle';
  }

  /**
   * Starts the server, after making its files at the first start.
   * @returns the connection URL of the database.
   * @throws DataDirectoryInUse when another process runs on the folder; Error with the server's own words otherwise.
   */
  async start(): Promise<{ readonly url: string }> {
    const binaries = findPostgresBinaries();
    await mkdir(this.directory, { recursive: true, mode: isRoot() ? 0o711 : 0o700 });
    this.lock = InstanceLock.take(this.directory);
    this.stopping = false;
    try {
      return { url: await this.startLocked(binaries) };
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Stops the server in order (open transactions are rolled back) and frees the data folder. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.server?.stop();
    this.lock?.release();
    this.server = undefined;
    this.lock = undefined;
  }

  private get cluster(): string {
    return `${this.directory}/postgres`;
  }

  private async startLocked(binaries: PostgresBinaries): Promise<string> {
    const password = await ensurePassword(`${this.directory}/postgres-password`);
    const account = await this.prepareAccount(binaries);
    if (!(await clusterExists(this.cluster))) {
      this.notice('Creating the database files.');
      const temporary = this.options.temporary === true;
      await createCluster(binaries, { directory: this.cluster, password, account, temporary });
    }
    if (await stopOrphanedServer(this.cluster))
      this.notice('Stopped the PostgreSQL that a killed run had left.');
    const port = await freePort();
    await this.launch(binaries, account, port);
    const url = `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}`;
    await ensureDatabase(`${url}/postgres`, this.database);
    return `${url}/${this.database}`;
  }

  /** Root lends the server the account that owns its files, and lets that account reach them. */
  private async prepareAccount(binaries: PostgresBinaries): Promise<Account | undefined> {
    if (!isRoot()) return undefined;
    const owner = await stat(this.cluster).catch(() => undefined);
    const { uid, gid } =
      owner === undefined || owner.uid === 0 ? await ensurePostgresAccount() : owner;
    await ensureReadable(binaries.root, binaries.postgres);
    for (const path of [binaries.root, this.directory]) {
      for (const folder of await ensureReachable(path, { uid, gid })) {
        this.notice(
          `Let the database's OS user pass through ${folder}, because it must not run as root.`,
        );
      }
    }
    return { uid, gid };
  }

  private async launch(
    binaries: PostgresBinaries,
    account: Account | undefined,
    port: number,
  ): Promise<void> {
    const settings = { ...this.options.settings, port: String(port) };
    const removeAfter = this.options.temporary === true ? { removeAfter: this.directory } : {};
    const server = await startServer({
      binaries,
      cluster: this.cluster,
      account,
      settings,
      ...removeAfter,
    });
    this.server = server;
    if (this.stopping) return server.stop();
    void server.ended.then((how) => this.relaunch(how, () => this.launch(binaries, account, port)));
  }

  /** A server that was killed comes back on the same port, so that connection pools recover by themselves. */
  private async relaunch(how: string, launch: () => Promise<void>): Promise<void> {
    if (this.stopping) return;
    this.restarts += 1;
    this.notice(`PostgreSQL ended by itself (${how}); starting it again.`);
    try {
      if (this.restarts > RESTARTS_AT_MOST) throw new Error(`It ended ${this.restarts} times.`);
      await launch();
    } catch (error) {
      this.options.onLost?.((error as Error).message);
    }
  }

  private notice(sentence: string): void {
    this.options.onNotice?.(sentence);
  }
}

async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
