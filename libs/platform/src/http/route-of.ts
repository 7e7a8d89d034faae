import type { FastifyRequest } from 'fastify';

/** Stands for every address that no route serves, so that callers cannot make up labels. */
export const UNMATCHED = 'unmatched';

/** The template of the route that serves `request`: `/features/:key`, never the address itself. */
export function routeOf(request: FastifyRequest): string {
  return request.is404 ? UNMATCHED : (request.routeOptions.url ?? UNMATCHED);
}
