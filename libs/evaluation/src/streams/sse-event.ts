import { type Position, positionText } from '../snapshots/environment-ref';

/** Milliseconds a client should wait before it reconnects. */
const RETRY_MS = 2_000;

/**
 * OFREP's notification: the answers may have changed, ask again (ADR-0008). Its id is the position,
 * which `Last-Event-ID` returns.
 * @param at when that happened, in epoch milliseconds
 */
export function refetchEvent(position: Position, at: number): string {
  const id = positionText(position);
  const lastModified = Math.floor(at / 1000);
  const data = JSON.stringify({ type: 'refetchEvaluation', etag: id, lastModified });
  return `event: message\nid: ${id}\ndata: ${data}\n\n`;
}

/** What a stream begins with: how to reconnect, and where it stands. */
export function openingComment(position: Position): string {
  return `retry: ${RETRY_MS}\n: at revision ${position.revision}\n\n`;
}

/** A comment, which clients ignore: keeps proxies from closing a stream on which nothing happens. */
export const HEARTBEAT = ': heartbeat\n\n';
