import type { IncomingMessage } from 'node:http';

/** The body as text, or why there is none. */
export type ReadBody =
  { readonly kind: 'body'; readonly text: string } | { readonly kind: 'too-large' };

const TOO_LARGE: ReadBody = { kind: 'too-large' };

/**
 * Reads a request's body. The usual one arrives in one piece and is decoded without copying. One
 * that is larger than the limit is not read to its end.
 * @param done called once, unless the client hangs up first
 */
export function readBody(
  request: IncomingMessage,
  limitBytes: number,
  done: (body: ReadBody) => void,
): void {
  let first: Buffer | undefined;
  let more: Buffer[] | undefined;
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    if (size > limitBytes) return;
    size += chunk.length;
    if (size > limitBytes) return done(TOO_LARGE);
    if (first === undefined) first = chunk;
    else (more ??= [first]).push(chunk);
  });
  request.on('end', () => {
    if (size > limitBytes) return;
    const bytes = more === undefined ? first : Buffer.concat(more);
    done({ kind: 'body', text: bytes?.toString('utf8') ?? '' });
  });
}
