import fastifyCookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '@app/platform/config';
import { AppModule } from '../app.module';
import { RouteTable } from '../http/route-table';
import { serveDocs } from '../openapi/serve-docs';
import { serveConsole } from './console-files';
import { setSecurityHeaders } from './security-headers';
import { trustProxy } from './trust-proxy';

/**
 * The whole application, ready to listen.
 * @param databaseUrl PostgreSQL, migrated
 */
export async function createApp(
  config: AppConfig,
  databaseUrl: string,
): Promise<NestFastifyApplication> {
  const routes = new RouteTable();
  const adapter = new FastifyAdapter({
    bodyLimit: config.settings.BODY_LIMIT_BYTES,
    trustProxy: trustProxy(config.settings.TRUST_PROXY),
    // In-flight requests end and idle connections close at once when the server closes.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
  });
  adapter.getInstance().addHook('onRoute', routes.record);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(config, databaseUrl, routes),
    adapter,
    { bufferLogs: true, abortOnError: false },
  );
  await app.register(fastifyCookie);
  await setSecurityHeaders(app, config);
  await serveConsole(app);
  serveDocs(app);
  app.enableShutdownHooks();
  return app;
}
