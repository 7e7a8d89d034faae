import { createServer, type RequestListener } from 'node:http';
import fastifyCookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { DataPlane, SnapshotDoor, StreamDoor } from '@app/evaluation';
import type { AppConfig } from '@app/platform/config';
import type { PostgresOptions } from '@app/platform/postgres';
import { TelemetryDoor } from '@app/usage';
import { AppModule } from '../app.module';
import { RouteTable } from '../http/route-table';
import { serveDocs } from '../openapi/serve-docs';
import { serveConsole } from './console-files';
import { FrontDoors } from './front-doors';
import { serveProbesOnly } from './relay-only';
import { setSecurityHeaders } from './security-headers';
import { trustProxy } from './trust-proxy';

/**
 * Of a path: longer than Node takes a URL to be, so that it is the validation which refuses one that
 * is too long, in its own words. The router's default is shorter than a flag's key may be.
 */
const LONGEST_PARAMETER = 16_384;

/** The whole application on a migrated database, ready to listen. */
export async function createApp(
  config: AppConfig,
  database: PostgresOptions,
): Promise<NestFastifyApplication> {
  const routes = new RouteTable();
  const doors = new FrontDoors();
  const adapter = adapterFor(config, doors);
  adapter.getInstance().addHook('onRoute', routes.record);
  // JSON only: what a plain HTML form can send must never be taken for a request of our own pages.
  adapter.getInstance().removeContentTypeParser('text/plain');
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot({ config, database, routes }),
    adapter,
    // Fastify's own JSON parser; Nest would add one for forms.
    { bufferLogs: true, abortOnError: false, bodyParser: false },
  );
  app.useLogger(app.get(Logger));
  if (config.settings.ROLE === 'relay') serveProbesOnly(app);
  else
    doors.open([
      app.get(DataPlane),
      app.get(SnapshotDoor),
      app.get(StreamDoor),
      app.get(TelemetryDoor),
    ]);
  await app.register(fastifyCookie);
  setSecurityHeaders(app, config);
  await serveConsole(app);
  serveDocs(app);
  return app;
}

function adapterFor({ settings }: AppConfig, doors: FrontDoors): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: settings.BODY_LIMIT_BYTES,
    trustProxy: trustProxy(settings.TRUST_PROXY),
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    // In-flight requests end and idle connections close at once when the server closes.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    serverFactory: (router: RequestListener) =>
      createServer((request, response) => {
        const next = (): void => router(request, response);
        if (!doors.handle(request, response, next)) next();
      }),
  });
}
