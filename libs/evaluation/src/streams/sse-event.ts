import type { Position } from '../snapshots/environment-ref';

/** Milliseconds a client should wait before it reconnects. */
const RETRY_MS = 2_000;

/** Position as an event id and back: it is what `Last-Event-ID` returns. */
export function eventId({ epoch, revision }: Position): string {
  return `${epoch}:${revision}`;
}

/** OFREP's notification: the answers may have changed, ask again (ADR-0008). */
export function refetchEvent(position: Position, lastModified: number): string {
  const data = JSON.stringify({
    type: 'refetchEvaluation',
    etag: eventId(position),
    lastModified: Math.floor(lastModified / 1000),
  });
  return `event: message\nid: ${eventId(position)}\ndata: ${data}\n\n`;
}

/** What a stream begins with: how to reconnect, and where it stands. */
export function openingComment(position: Position): string {
  return `retry: ${RETRY_MS}\n: at revision ${position.revision}\n\n`;
}

export const HEARTBEAT = ': heartbeat\n\n';
