import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '@app/platform/config';
import { isErrno } from '@app/platform/errno';

export const DEFAULT_PORT = 8080;
const PORTS_TO_TRY = 20;

/** The port that was asked for is taken. */
export class PortTaken extends Error {
  constructor(port: number, options?: ErrorOptions) {
    super(`Port ${port} is taken. Stop what uses it, or set PORT to another one.`, options);
    this.name = 'PortTaken';
  }
}

/**
 * Listens where the configuration says. A port that was set is taken or the start fails; without
 * one, the next free port from 8080 on is used.
 * @returns the address, and the port that was wanted but taken
 * @throws PortTaken
 */
export async function listen(
  app: NestFastifyApplication,
  config: AppConfig,
): Promise<{ readonly url: string; readonly taken?: number }> {
  const { PORT, HOST } = config.settings;
  const host = HOST ?? (config.production ? '0.0.0.0' : '127.0.0.1');
  const first = PORT ?? DEFAULT_PORT;
  const last = PORT === undefined ? first + PORTS_TO_TRY : first;
  for (let port = first; port <= last; port += 1) {
    if (await tryListen(app, port, host)) {
      const url = await app.getUrl();
      return port === first ? { url } : { url, taken: first };
    }
  }
  throw new PortTaken(first);
}

async function tryListen(
  app: NestFastifyApplication,
  port: number,
  host: string,
): Promise<boolean> {
  try {
    await app.listen(port, host);
    return true;
  } catch (error) {
    if (isErrno(error, 'EADDRINUSE')) return false;
    throw error;
  }
}
