import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

import { startOf } from './process-identity';

const POLL_MS = 20;
const STOP_TIMEOUT_MS = 20_000;

/**
 * Stops the PostgreSQL that a killed instance left on `cluster`, in order, and waits until it has ended. Its guardian
 * is normally doing so already. Returns whether there was one.
 * @throws Error when it does not end within 20 seconds.
 */
export async function stopOrphanedServer(cluster: string): Promise<boolean> {
  const pid = await postmasterOf(cluster);
  if (pid === undefined) return false;
  const start = startOf(pid);
  if (start === undefined || !(await servesCluster(pid, cluster))) return false;
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  while (startOf(pid) === start) {
    if (Date.now() > deadline) {
      throw new Error(
        `The PostgreSQL of an earlier run (process ${pid}) on ${cluster} does not stop. Stop it by hand.`,
      );
    }
    await delay(POLL_MS);
  }
  return true;
}

async function postmasterOf(cluster: string): Promise<number | undefined> {
  const content = await readFile(`${cluster}/postmaster.pid`, 'utf8').catch(() => '');
  const pid = Number.parseInt(content, 10);
  return Number.isNaN(pid) ? undefined : pid;
}

/** A stale pid file may name a stranger by now. Without /proc nothing more can be asked, and PostgreSQL decides itself. */
async function servesCluster(pid: number, cluster: string): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const [program = '', ...args] = commandLine.split('\0');
  return program.endsWith('postgres') && args.includes(cluster);
}
