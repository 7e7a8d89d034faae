import { setTimeout as delay } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '@app/platform/config';
import { Readiness } from '@app/platform/health';
import { say } from './announce';
import type { Database } from './database';

const PRODUCTION_DELAY_MS = 5_000;
const PATIENCE_MS = 25_000;
/** Ctrl-C arrives from the terminal and once more from npm: that is one signal. */
const ONE_SIGNAL_MS = 1_000;

/**
 * On SIGTERM and SIGINT: readiness turns 503 and stays so until load balancers have noticed, then
 * in-flight requests end, the relay stops and the stores are let go. A second signal, or patience
 * running out, ends the process at once: everything committed is in the database already.
 */
export function shutDownOnSignal(
  app: NestFastifyApplication,
  database: Database,
  config: AppConfig,
): void {
  const { SHUTDOWN_DELAY_MS = config.production ? PRODUCTION_DELAY_MS : 0 } = config.settings;
  let since: number | undefined;
  const stop = (signal: NodeJS.Signals): void => {
    if (since !== undefined && performance.now() - since < ONE_SIGNAL_MS) return;
    if (since !== undefined) process.exit(1);
    since = performance.now();
    say(`${signal}: draining.`);
    setTimeout(() => process.exit(1), SHUTDOWN_DELAY_MS + PATIENCE_MS).unref();
    void drain(app, database, SHUTDOWN_DELAY_MS).then(
      () => process.exit(0),
      (error: unknown) => {
        say(`The shutdown failed: ${String(error)}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/**
 * Until there is an application to drain, a signal ends the process at once. As the first process
 * of a container it would otherwise not be listened to at all.
 * @returns takes the handlers away again
 */
export function endOnSignal(): () => void {
  const end = (): never => process.exit(1);
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  return () => {
    process.off('SIGTERM', end);
    process.off('SIGINT', end);
  };
}

async function drain(
  app: NestFastifyApplication,
  database: Database,
  delayMs: number,
): Promise<void> {
  app.get(Readiness).startDraining();
  await delay(delayMs);
  await app.close();
  await database.close();
}
