import Fastify from 'fastify';

// Plain Fastify doing the same as raw.mjs, its JSON parser and its router included.
const body = 'x'.repeat(Number(process.env.BYTES ?? 0));
const app = Fastify();
app.get('/', () => 'ready');
app.post('/ofrep/v1/evaluate/flags/:key', (_request, reply) =>
  reply.type('application/json; charset=utf-8').send(body),
);
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
