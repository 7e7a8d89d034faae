import { execFile } from 'node:child_process';
import { chmod, chown, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const EVERYBODY_SEARCHES = 0o001;
const EVERYBODY_READS_AND_SEARCHES = 0o005;
const GROUP_SEARCHES = 0o010;
const GROUP_RIGHTS = 0o070;

/** An OS account, by numbers. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Whether this process may give child processes another OS account. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The account PostgreSQL runs as when we are root, which it refuses to be: `postgres`, created when missing.
 * @throws Error that says what to do when it cannot be created.
 */
export async function ensurePostgresAccount(): Promise<Account> {
  const existing = await accountOf('postgres');
  if (existing !== undefined) return existing;
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
  } catch (cause) {
    throw new Error(
      'PostgreSQL does not run as root, and the OS user "postgres" could not be created for it. ' +
        'Create it, start as an ordinary user, or set DATABASE_URL to a server of yours.',
      { cause },
    );
  }
  const created = await accountOf('postgres');
  if (created === undefined)
    throw new Error('The OS user "postgres" was created but is not known.');
  return created;
}

/**
 * Lets `account` reach `path`: it gets the right to pass through each folder above, never to list one. Returns the
 * folders that were changed, so that the caller can say so.
 */
export async function ensureReachable(path: string, account: Account): Promise<string[]> {
  const changed: string[] = [];
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    if (await letThrough(folder, account)) changed.push(folder);
  }
  return changed;
}

/** By the account's group where the folder's own group has no rights in it; only else by the rights of everybody. */
async function letThrough(folder: string, { uid, gid }: Account): Promise<boolean> {
  const current = await stat(folder);
  const mode = current.mode & 0o7777;
  if ((mode & EVERYBODY_SEARCHES) !== 0 || current.uid === uid) return false;
  if (current.gid === gid && (mode & GROUP_SEARCHES) !== 0) return false;
  if ((mode & GROUP_RIGHTS) === 0) {
    await chown(folder, current.uid, gid);
    await chmod(folder, mode | GROUP_SEARCHES);
  } else {
    await chmod(folder, mode | EVERYBODY_SEARCHES);
  }
  return true;
}

/** Gives everybody the right to read and search `folder` and all in it: an install under a strict umask does not. */
export async function ensureReadable(folder: string, sample: string): Promise<void> {
  const { mode } = await stat(sample);
  if ((mode & EVERYBODY_READS_AND_SEARCHES) === EVERYBODY_READS_AND_SEARCHES) return;
  await run('chmod', ['-R', 'go+rX', folder]);
}

async function accountOf(name: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}
