import { Injectable } from '@nestjs/common';
import type { Warning } from '@app/flag-engine/validation';
import {
  flagKey,
  type Principal,
  requireConditions,
  strongTag,
  type WriteConditions,
} from '@app/kernel';
import type { Segment } from '../domain/segment';
import type { SegmentPatch } from '../domain/segment-patch';
import { type AppliedChange, Changes } from './changes';
import type { LockedEnvironment } from './environment.store';

/** One segment of one environment, by name. */
export interface SegmentAddress {
  readonly environment: string;
  readonly key: string;
}

/** A segment as an upsert left it. */
export interface UpsertedSegment {
  readonly segment: Segment;
  readonly created: boolean;
  /** Strong entity tag of the segment. */
  readonly etag: string;
  /** What it says that is allowed but rarely meant. */
  readonly warnings: readonly Warning[];
}

/** Writes single segments. */
@Injectable()
export class SegmentService {
  constructor(private readonly changes: Changes) {}

  /**
   * Creates the segment or changes what `set` names; what changes nothing answers as it stands.
   * @throws InvalidName, EnvironmentNotFound, InvalidRequest, PreconditionFailed
   */
  async upsert(
    caller: Principal,
    {
      environment,
      key: raw,
      set,
      conditions,
    }: SegmentAddress & {
      readonly set: SegmentPatch;
      readonly conditions?: WriteConditions;
    },
  ): Promise<UpsertedSegment> {
    const key = flagKey(raw);
    const applied = await this.changes.apply(
      caller,
      { environment, operations: [{ kind: 'putSegment', key, set }] },
      (locked) => requireSegment(locked, key, conditions),
    );
    const segment = segmentAfter(applied);
    const created = applied.items[0]?.action === 'create';
    return {
      segment,
      created,
      etag: strongTag(segment, applied.environment.epoch),
      warnings: applied.warnings,
    };
  }

  /** @throws InvalidName, EnvironmentNotFound, SegmentNotFound, StillInUse, PreconditionFailed */
  async delete(
    caller: Principal,
    { environment, key: raw, conditions }: SegmentAddress & { conditions?: WriteConditions },
  ): Promise<void> {
    const key = flagKey(raw);
    await this.changes.apply(
      caller,
      { environment, operations: [{ kind: 'deleteSegment', key }] },
      (locked) => {
        // A segment that is not there is 404 whatever state was expected of it.
        if (locked.state.segments.has(key)) requireSegment(locked, key, conditions);
      },
    );
  }
}

function requireSegment(
  { environment, state }: LockedEnvironment,
  key: string,
  conditions: WriteConditions | undefined,
): void {
  if (conditions === undefined) return;
  requireConditions(conditions, state.segments.get(key), environment.epoch);
}

function segmentAfter({ items, saved }: AppliedChange): Segment {
  const [written] = saved;
  if (written?.kind === 'segment' && written.segment !== undefined) return written.segment;
  const [item] = items;
  if (item?.kind === 'segment' && item.before !== undefined) return item.before;
  throw new TypeError('An upsert always leaves a segment behind.');
}
