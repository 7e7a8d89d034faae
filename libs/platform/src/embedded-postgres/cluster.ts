import { chown, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DependentProcess } from '../child-process';

import type { PostgresBinaries } from './postgres-binaries';
import type { Account } from './server-account';

/** Name of the one superuser of an embedded cluster. */
export const SUPERUSER = 'toggle';

/** What a new cluster is made of. */
export interface NewCluster {
  readonly directory: string;
  readonly password: string;
  readonly account: Account | undefined;
  /** Not flushed to the disk: only for a cluster that nobody will miss. */
  readonly temporary: boolean;
}

/** Whether `directory` holds a complete cluster. */
export async function clusterExists(directory: string): Promise<boolean> {
  return stat(`${directory}/PG_VERSION`).then(
    () => true,
    () => false,
  );
}

/**
 * Makes a cluster: UTF-8, code point order (the same on every machine), page checksums, passwords by SCRAM. It is made
 * beside its place and moved there in the end, so a run that was killed half way leaves no half cluster behind.
 * @throws Error with the output of `initdb` when that fails.
 */
export async function createCluster(
  binaries: PostgresBinaries,
  cluster: NewCluster,
): Promise<void> {
  const draft = `${cluster.directory}.draft`;
  await rm(draft, { recursive: true, force: true });
  await prepareDraft(draft, cluster);
  await initialise(draft, binaries, cluster);
  await rename(`${draft}/cluster`, cluster.directory);
  await rm(draft, { recursive: true, force: true });
}

async function initialise(
  draft: string,
  binaries: PostgresBinaries,
  { account, directory, temporary }: NewCluster,
): Promise<void> {
  let output = '';
  const initdb = await DependentProcess.start({
    command: binaries.initdb,
    args: [...initdbArguments(draft), ...(temporary ? ['--no-sync'] : [])],
    env: { LC_ALL: 'C', TZ: 'UTC' },
    cwd: '/',
    account,
    removeIfOrphaned: temporary ? dirname(directory) : draft,
    onOutput: (text) => (output += text),
  });
  const outcome = await initdb.ended;
  if (outcome !== 'exit code 0') throw new Error(`initdb failed (${outcome}):\n${output.trim()}`);
}

/** The folder in which the cluster is made, and in it the password, both for the server's account only. */
async function prepareDraft(draft: string, { password, account }: NewCluster): Promise<void> {
  const passwordFile = `${draft}/password`;
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account !== undefined) {
    await chown(draft, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
}

function initdbArguments(draft: string): string[] {
  return [
    `--pgdata=${draft}/cluster`,
    `--username=${SUPERUSER}`,
    `--pwfile=${draft}/password`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
  ];
}
