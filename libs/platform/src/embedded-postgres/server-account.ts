import { execFile } from 'node:child_process';
import { chmod, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const OTHERS_MAY_SEARCH = 0o001;
const OTHERS_MAY_READ_AND_SEARCH = 0o005;

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
 * Lets an account other than root reach `path`: each folder above it gets the right to be passed through, never to be
 * listed. Returns the folders whose mode was changed, so that the caller can say so.
 */
export async function ensureReachable(path: string): Promise<string[]> {
  const changed: string[] = [];
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    const { mode } = await stat(folder);
    if ((mode & OTHERS_MAY_SEARCH) !== 0) continue;
    await chmod(folder, (mode & 0o7777) | OTHERS_MAY_SEARCH);
    changed.push(folder);
  }
  return changed;
}

/** Gives everybody the right to read and search `folder` and all in it: an install under a strict umask does not. */
export async function ensureReadable(folder: string, sample: string): Promise<void> {
  const { mode } = await stat(sample);
  if ((mode & OTHERS_MAY_READ_AND_SEARCH) === OTHERS_MAY_READ_AND_SEARCH) return;
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
