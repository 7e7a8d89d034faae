import type { IncomingHttpHeaders } from 'node:http';

export const REQUEST_ID_HEADER = 'X-Request-Id';
/** Printable, short and without anything that could forge a line of a log. */
const SANE = /^[A-Za-z0-9._:/+=@-]{1,128}$/;

/** The caller's own request id, where it is fit to be logged and answered back. */
export function givenRequestId(headers: IncomingHttpHeaders): string | undefined {
  const given = headers['x-request-id'];
  return typeof given === 'string' && SANE.test(given) ? given : undefined;
}
