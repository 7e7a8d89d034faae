import type { StreamNews } from './toggle.transport';

/** Reads the data of an event; `undefined` for what this version does not know. */
export function readNews(data: string): StreamNews | undefined {
  const { type, payload, signature } = parse(data);
  if (type === 'refetchSnapshot') return { kind: 'refetch' };
  if (type !== 'snapshotDelta') return undefined;
  // A delta that cannot be read is a change nonetheless.
  if (typeof payload !== 'string') return { kind: 'refetch' };
  const document = { payload, signature: typeof signature === 'string' ? signature : undefined };
  return { kind: 'delta', document };
}

function parse(data: string): Readonly<Record<string, unknown>> {
  try {
    const read = JSON.parse(data) as unknown;
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
