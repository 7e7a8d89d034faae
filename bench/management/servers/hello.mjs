import Fastify from 'fastify';

// What Fastify alone does on this machine at this moment: the yardstick of the other figures.
const app = Fastify();
app.get('/', () => ({ hello: 'world' }));
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
