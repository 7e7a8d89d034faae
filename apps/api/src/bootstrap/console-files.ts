import { existsSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

const DAY_S = 86_400;

/** Where `npm run build` puts the console, seen from the compiled application and from its sources. */
export const CONSOLE_FILES = resolve(process.cwd(), 'dist/web');

/**
 * Serves the console under `/console/` and leads `/` there. Every path of the console that is no
 * file is its page: it routes by itself. Without a built console the API stands alone.
 */
export async function serveConsole(
  app: NestFastifyApplication,
  folder = CONSOLE_FILES,
): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/', (_request, reply) => reply.redirect('/console/'));
  fastify.get('/console', (_request, reply) => reply.redirect('/console/'));
  if (!existsSync(join(folder, 'index.html'))) return;
  await fastify.register(fastifyStatic, {
    root: folder,
    serve: false,
    decorateReply: true,
    // The build writes `.br` and `.gz` beside each file.
    preCompressed: true,
  });
  fastify.get('/console/*', (request: FastifyRequest<{ Params: { '*': string } }>, reply) =>
    sendConsole(reply, request.params['*']),
  );
}

function sendConsole(reply: FastifyReply, path: string): FastifyReply {
  // Built assets carry a hash of their content in their names; the page that names them does not.
  if (path.startsWith('assets/')) {
    return reply.sendFile(path, { maxAge: 365 * DAY_S * 1000, immutable: true });
  }
  // Other files lie at the top; a dot further down belongs to a page's address, such as a flag's key.
  if (extname(path) !== '' && !path.includes('/')) {
    return reply.sendFile(path, { maxAge: DAY_S * 1000 });
  }
  return reply.header('Cache-Control', 'no-cache').sendFile('index.html', { cacheControl: false });
}
