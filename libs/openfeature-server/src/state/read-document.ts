import type { Snapshot, SnapshotDelta } from '@app/flag-engine';

/** Reads a snapshot or a delta; `undefined` where the text is neither. What the flags say is the engine's to judge. */
export function readDocument(payload: string): Snapshot | SnapshotDelta | undefined {
  const read = parse(payload);
  return isDocument(read) ? read : undefined;
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload) as unknown;
  } catch {
    return undefined;
  }
}

const NAMES = ['tenant', 'environment', 'epoch'];
const LISTS = ['flags', 'segments'];
const DELTA_LISTS = ['deletedFlags', 'deletedSegments'];

function isDocument(read: unknown): read is Snapshot | SnapshotDelta {
  if (typeof read !== 'object' || read === null) return false;
  const members = read as Record<string, unknown>;
  const isDelta = 'since' in members;
  return (
    NAMES.every((name) => typeof members[name] === 'string') &&
    Number.isSafeInteger(members['revision']) &&
    (!isDelta || Number.isSafeInteger(members['since'])) &&
    [...LISTS, ...(isDelta ? DELTA_LISTS : [])].every((name) => Array.isArray(members[name]))
  );
}
