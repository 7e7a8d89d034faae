import type { Segment } from '../model/segment';
import type { Snapshot } from '../model/snapshot';
import type { IdsChange, SegmentDelta, SnapshotDelta } from '../model/snapshot-delta';
import { mergeByKey } from './merge-by-key';

/**
 * The snapshot that a delta leads to. What the delta does not speak of is taken over as it is, the
 * same objects, so that `recompile` need not look into it.
 *
 * @throws RangeError when the delta leads from another state than the snapshot's
 */
export function applyDelta(snapshot: Snapshot, delta: SnapshotDelta): Snapshot {
  if (delta.epoch !== snapshot.epoch || delta.since !== snapshot.revision) {
    throw new RangeError(
      `A delta from ${delta.epoch}:${delta.since} does not follow ${snapshot.epoch}:${snapshot.revision}.`,
    );
  }
  return {
    ...snapshot,
    revision: delta.revision,
    flags: mergeByKey(snapshot.flags, { put: delta.flags, deleted: delta.deletedFlags }),
    segments: mergeByKey(snapshot.segments, {
      put: segmentsAfter(snapshot.segments, delta.segments),
      deleted: delta.deletedSegments,
    }),
  };
}

function segmentsAfter(present: readonly Segment[], deltas: readonly SegmentDelta[]): Segment[] {
  if (deltas.length === 0) return [];
  const byKey = new Map(present.map((segment) => [segment.key, segment]));
  return deltas.map(({ anew, include, exclude, ...config }) => {
    const before = anew ? undefined : byKey.get(config.key);
    return {
      ...config,
      include: idsAfter(before?.include, include),
      exclude: idsAfter(before?.exclude, exclude),
    };
  });
}

function idsAfter(before: readonly string[] = [], { add, remove }: IdsChange): readonly string[] {
  if (add.length === 0 && remove.length === 0) return before;
  const leaving = new Set(remove);
  const staying = leaving.size === 0 ? before : before.filter((id) => !leaving.has(id));
  return [...staying, ...add];
}
