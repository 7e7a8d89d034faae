import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { SUPERUSER } from './cluster';
import { InstanceLock } from './instance-lock';

/** Where PostgreSQL writes its port into `postmaster.pid`. */
const PORT_LINE = 3;

/**
 * The URL of the server that another process runs on a data folder, for commands beside a running service.
 * `undefined` when none runs there.
 * @throws Error (EACCES) when it belongs to another OS user.
 */
export async function findRunningServer(
  dataDirectory: string,
  database = 'toggle',
): Promise<string | undefined> {
  const directory = resolve(dataDirectory);
  if (!InstanceLock.isHeld(directory)) return undefined;
  const password = await readFile(`${directory}/postgres-password`, 'utf8');
  const pidFile = await readFile(`${directory}/postgres/postmaster.pid`, 'utf8');
  const port = pidFile.split('\n')[PORT_LINE];
  return `postgres://${SUPERUSER}:${password.trim()}@127.0.0.1:${port}/${database}`;
}
