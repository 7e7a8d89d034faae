import { setTimeout as delay } from 'node:timers/promises';

import { DependentProcess } from '../child-process';
import type { PostgresBinaries } from './postgres-binaries';
import type { Account } from './server-account';

const READY = 'database system is ready to accept connections';
/** After `kill -9` of a server its backends hold the shared memory for a moment, and a new one is refused. */
const TRANSIENT = /shared memory block .* still in use|lock file "postmaster.pid" already exists/;
const ATTEMPTS = 50;
const RETRY_MS = 100;
const KEPT_OUTPUT = 4_000;

/** How a server is started on an existing cluster. */
export interface ServerStart {
  readonly binaries: PostgresBinaries;
  readonly cluster: string;
  readonly account: Account | undefined;
  /** Settings given on the command line; they win over postgresql.conf. */
  readonly settings: Readonly<Record<string, string>>;
  /** A folder removed once the server has ended. */
  readonly removeAfter?: string;
}

/**
 * Starts PostgreSQL and waits until it accepts connections, crash recovery included.
 * @throws Error with the server's last output when it ends instead.
 */
export async function startServer(start: ServerStart): Promise<DependentProcess> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await tryStart(start);
    if (typeof outcome !== 'string') return outcome;
    if (attempt === ATTEMPTS || !TRANSIENT.test(outcome)) {
      throw new Error(`PostgreSQL did not start on ${start.cluster}:\n${outcome.trim()}`);
    }
    await delay(RETRY_MS);
  }
}

/** The running server, or what it said before it ended. */
async function tryStart(start: ServerStart): Promise<DependentProcess | string> {
  let output = '';
  const ready = Promise.withResolvers<'ready'>();
  const server = await DependentProcess.start({
    command: start.binaries.postgres,
    args: ['-D', start.cluster, ...commandLine(start.settings)],
    env: { LC_ALL: 'C', TZ: 'UTC' },
    cwd: '/',
    account: start.account,
    ...(start.removeAfter === undefined ? {} : { removeAfter: start.removeAfter }),
    // SIGINT is PostgreSQL's fast shutdown: it ends the sessions, SIGTERM would wait for them.
    stopSignal: 'SIGINT',
    onOutput: (text) => {
      output = (output + text).slice(-KEPT_OUTPUT);
      if (output.includes(READY)) ready.resolve('ready');
    },
  });
  const first = await Promise.race([ready.promise, server.ended]);
  return first === 'ready' ? server : output;
}

function commandLine(settings: Readonly<Record<string, string>>): string[] {
  const all = {
    listen_addresses: '127.0.0.1',
    // No socket: its folder would have to be short, private and owned by the server's account. TCP with a password is.
    unix_socket_directories: '',
    log_timezone: 'UTC',
    timezone: 'UTC',
    ...settings,
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
