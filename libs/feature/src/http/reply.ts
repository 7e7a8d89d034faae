import { ifNoneMatchNames } from '@app/kernel';

/** The part of a reply that the controllers touch. */
export interface Reply {
  header(name: string, value: string): Reply;
  status(code: number): Reply;
}

/** Admin answers are the caller's own, and to be asked for again each time: that is what ETags are for. */
const CACHE_CONTROL = 'private, no-cache';
const VARY = 'Authorization, Cookie';

/** Marks an answer with its entity tag, for 200 and 304 alike. */
export function tagged(reply: Reply, etag: string): Reply {
  return reply.header('ETag', etag).header('Cache-Control', CACHE_CONTROL).header('Vary', VARY);
}

/** Whether the client has the answer already: then 304 is set and there is no body to send. */
export function notModified(reply: Reply, ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined || !ifNoneMatchNames(ifNoneMatch, etag)) return false;
  reply.status(304);
  return true;
}
