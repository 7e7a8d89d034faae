import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { eventually } from '@app/testing';
import { Client } from 'pg';

import { EmbeddedPostgres } from './embedded-postgres';
import { DataDirectoryInUse } from './instance-lock';
import { findRunningServer } from './running-server';
import { KillableInstance } from './testing/killable-instance';

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const WITH_NEW_FILES_MS = 120_000;

describe('an embedded PostgreSQL', () => {
  let root: string;
  let directory: string;
  let instance: EmbeddedPostgres;

  // The files are made once; each spec starts on them, as each start of the product does.
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'toggle-embedded-'));
    directory = join(root, 'data');
    instance = new EmbeddedPostgres({ directory });
    await instance.start();
    await instance.stop();
  }, WITH_NEW_FILES_MS);

  beforeEach(() => {
    instance = new EmbeddedPostgres({ directory });
  });

  afterEach(() => instance.stop());

  afterAll(() => rm(root, { recursive: true, force: true }));

  async function postmasterPid(): Promise<number> {
    return Number.parseInt(
      await readFile(join(directory, 'postgres', 'postmaster.pid'), 'utf8'),
      10,
    );
  }

  it('keeps its data and its password over a stop and a start', async () => {
    const { url } = await instance.start();
    await query(url, 'CREATE TABLE kept_over_a_stop AS SELECT 42 AS answer');
    await instance.stop();

    instance = new EmbeddedPostgres({ directory });
    const again = await instance.start();
    expect(new URL(again.url).password).toBe(new URL(url).password);
    expect(await query(again.url, 'SELECT answer FROM kept_over_a_stop')).toEqual([{ answer: 42 }]);
  });

  it('writes durably, sorts by code point, and is reached from this machine only', async () => {
    const { url } = await instance.start();
    expect(await query(url, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
    expect(await query(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    const sorted = await query(
      url,
      `SELECT w FROM (VALUES ('b'), ('A'), ('a'), ('B')) AS v(w) ORDER BY w`,
    );
    expect(sorted.map(({ w }) => w)).toEqual(['A', 'B', 'a', 'b']);
  });

  it('demands the password, which only the owner of the data folder can read', async () => {
    const wrong = new URL((await instance.start()).url);
    wrong.password = 'guess';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    const { mode } = await stat(join(directory, 'postgres-password'));
    expect((mode & 0o777).toString(8)).toBe('600');
  });

  it('refuses a second instance on the same folder, and says who is there', async () => {
    await instance.start();
    const second = new EmbeddedPostgres({ directory }).start();
    await expect(second).rejects.toThrow(DataDirectoryInUse);
    await expect(second).rejects.toThrow(`process ${process.pid}`);
  });

  it('can be found by a command that runs beside the service', async () => {
    expect(await findRunningServer(directory)).toBeUndefined();
    const { url } = await instance.start();
    expect(await findRunningServer(directory)).toBe(url);
    await instance.stop();
    expect(await findRunningServer(directory)).toBeUndefined();
  });

  it('leaves a first instance alone when a second one is refused', async () => {
    const { url } = await instance.start();
    await expect(new EmbeddedPostgres({ directory }).start()).rejects.toThrow();
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await expect(new EmbeddedPostgres({ directory }).start()).rejects.toThrow(DataDirectoryInUse);
  });

  it('starts with all data right after the process was killed', async () => {
    const victim = await KillableInstance.start(directory, join(root, 'victim'));
    await query(victim.url, 'CREATE TABLE kept_over_a_kill AS SELECT 42 AS answer');
    await victim.kill();

    const { url } = await instance.start();
    expect(await query(url, 'SELECT answer FROM kept_over_a_kill')).toEqual([{ answer: 42 }]);
  });

  it('leaves no server behind when the process is killed', async () => {
    const victim = await KillableInstance.start(directory, join(root, 'victim'));
    await victim.kill();
    await eventually(() => expect(query(victim.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED'));
    await eventually(async () =>
      expect(await readdir(join(directory, 'postgres'))).not.toContain('postmaster.pid'),
    );
  });

  it('brings a server that was killed back at the same URL', async () => {
    const { url } = await instance.start();
    await query(url, 'CREATE TABLE kept_over_a_lost_server AS SELECT 42 AS answer');
    const pid = await postmasterPid();
    process.kill(pid, 'SIGKILL');
    await eventually(async () => expect(await postmasterPid()).not.toBe(pid));
    expect(
      await eventually(() => query(url, 'SELECT answer FROM kept_over_a_lost_server')),
    ).toEqual([{ answer: 42 }]);
  });

  it(
    'starts anew after the very first start was killed while it made the files',
    async () => {
      const other = join(root, 'other');
      await mkdir(join(other, 'postgres.draft', 'cluster', 'base'), { recursive: true });
      await writeFile(join(other, 'postgres.draft', 'cluster', 'PG_VERSION'), '18');

      instance = new EmbeddedPostgres({ directory: other });
      const { url } = await instance.start();
      expect(await query(url, 'SELECT current_database() AS name')).toEqual([{ name: 'toggle' }]);
      expect(await readdir(other)).not.toContain('postgres.draft');
    },
    WITH_NEW_FILES_MS,
  );

  it('takes over the lock of a process that was killed, even if its id was given to another one', async () => {
    await writeFile(
      join(directory, 'instance.lock'),
      JSON.stringify({ pid: process.pid, start: 'earlier' }),
    );
    await expect(instance.start()).resolves.toHaveProperty('url');
  });
});
