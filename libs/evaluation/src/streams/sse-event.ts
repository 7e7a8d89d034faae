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

/**
 * The change itself, for servers that evaluate in their own process.
 * @param payload JSON of a delta, which the signature is over as it is
 */
export function snapshotDeltaEvent(position: Position, payload: string, signature: string): string {
  const data = JSON.stringify({ type: 'snapshotDelta', payload, signature });
  return `event: message\nid: ${positionText(position)}\ndata: ${data}\n\n`;
}

/**
 * The change cannot be told: get the whole. It has no id, so that a client that reconnects before it
 * has done so is told again.
 */
export function refetchSnapshotEvent(position: Position): string {
  const data = JSON.stringify({ type: 'refetchSnapshot', etag: positionText(position) });
  return `event: message\ndata: ${data}\n\n`;
}

/** What a stream begins with: how to reconnect, and where it stands. */
export function openingComment(position: Position): string {
  return `retry: ${RETRY_MS}\n: at revision ${position.revision}\n\n`;
}

/**
 * The same for a stream of notifications. It has an id, so that a browser that loses the connection
 * before anything happened says where it stood.
 */
export function openingOfRefetches(position: Position): string {
  return `id: ${positionText(position)}\n${openingComment(position)}`;
}

/** A comment, which clients ignore: keeps proxies from closing a stream on which nothing happens. */
export const HEARTBEAT = ': heartbeat\n\n';
