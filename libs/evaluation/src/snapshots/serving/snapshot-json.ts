import { setImmediate as turn } from 'node:timers/promises';
import type { Flag, Segment, SegmentDelta, Snapshot, SnapshotDelta } from '@app/flag-engine';

/** Flags or segments written in one go; then other work of the process has its turn. */
const BATCH = 500;

/**
 * A snapshot as it is served: without what people call and say of flags and segments, which
 * evaluation does not need. Written in slices, so that a large environment holds up no answer.
 */
export async function snapshotJson({ flags, segments, ...head }: Snapshot): Promise<Buffer> {
  const parts = [Buffer.from(`${openObject(head)},"flags":[`)];
  await write(parts, flags);
  parts.push(Buffer.from('],"segments":['));
  await write(parts, segments);
  parts.push(Buffer.from(']}'));
  return Buffer.concat(parts);
}

/** As `snapshotJson`, for what changed. */
export function deltaJson(delta: SnapshotDelta): string {
  return JSON.stringify({
    ...delta,
    flags: delta.flags.map(bare),
    segments: delta.segments.map(bare),
  });
}

async function write(parts: Buffer[], items: readonly (Flag | Segment)[]): Promise<void> {
  for (let from = 0; from < items.length; from += BATCH) {
    const batch = items.slice(from, from + BATCH).map((item) => JSON.stringify(bare(item)));
    parts.push(Buffer.from(`${from === 0 ? '' : ','}${batch.join(',')}`));
    if (from + BATCH < items.length) await turn();
  }
}

/** JSON leaves out what is `undefined`. */
function bare(item: Flag | Segment | SegmentDelta): object {
  return { ...item, name: undefined, description: undefined };
}

function openObject(head: object): string {
  return JSON.stringify(head).slice(0, -1);
}
