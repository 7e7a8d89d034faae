import type { IncomingMessage } from 'node:http';
import type { StreamSubject } from '../streams/stream.service';

/**
 * What `?data=` and `?since=` ask for. A browser's EventSource, when it reconnects, says where it
 * stands in `Last-Event-ID`, which is newer than what is in the URL.
 * @returns `undefined` for a `data` that there is not
 */
export function streamSubject(
  data: string | null | undefined,
  since: string | null | undefined,
  { headers }: Pick<IncomingMessage, 'headers'>,
): StreamSubject | undefined {
  const kind = data === null || data === undefined ? 'refetch' : 'deltas';
  if (kind === 'deltas' && data !== 'delta') return undefined;
  const lastEventId = headers['last-event-id'];
  const stand = typeof lastEventId === 'string' ? lastEventId : since;
  return { kind, ...(stand !== null && stand !== undefined && { since: stand }) };
}
