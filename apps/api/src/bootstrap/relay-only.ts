import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ofrepMembers } from '../http/ofrep-members';

const OWN_PATHS = /^\/(?:health|metrics)(?:[/?]|$)/;

const REFUSAL = {
  type: 'urn:toggle-service:problem:route.not_found',
  title: 'No such route',
  status: 404,
  detail: 'This process delivers events only (ROLE=relay); it serves its probes and metrics.',
  code: 'route.not_found',
};

/** A process of `ROLE=relay` answers whoever watches over it, and nobody else. */
export function serveProbesOnly(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      if (OWN_PATHS.test(request.url)) return done();
      const ofrep = ofrepMembers(request.url.split('?', 1)[0] ?? '', REFUSAL.code, REFUSAL.detail);
      const type = ofrep === undefined ? 'application/problem+json' : 'application/json';
      void reply
        .code(404)
        .type(`${type}; charset=utf-8`)
        .send({ ...REFUSAL, ...ofrep });
    });
}
