import { Injectable } from '@nestjs/common';
import type { IdsChange, SegmentDelta, Snapshot, SnapshotDelta } from '@app/flag-engine';
import { engineFlag } from '../domain/flag';
import type { Stamp } from '../domain/flag-list';
import type { IdsDelta } from '../domain/segment-ids';
import { type ChangedSegment, ChangeReader } from './change.reader';
import { type EnvironmentAddress, FlagReader } from './flag.reader';

/** An environment, and the slug of its tenant, which a snapshot names. */
export interface SnapshotAddress extends EnvironmentAddress {
  readonly tenant: string;
}

/** Environments as the data plane evaluates them: all flags and segments at one revision, or what changed. */
@Injectable()
export class FlagSnapshots {
  constructor(
    private readonly reader: FlagReader,
    private readonly changes: ChangeReader,
  ) {}

  /** @throws EnvironmentNotFound */
  async read(address: SnapshotAddress): Promise<Snapshot> {
    const { list, segments } = await this.reader.readSnapshot(address);
    return {
      schema: 1,
      tenant: address.tenant,
      environment: address.environment,
      epoch: list.epoch,
      revision: list.revision,
      flags: list.flags.map(engineFlag),
      segments,
    };
  }

  /**
   * What became of the environment since `held`.
   * @returns `undefined` when that cannot be told: read all of it
   * @throws EnvironmentNotFound
   */
  async changesSince(address: SnapshotAddress, held: Stamp): Promise<SnapshotDelta | undefined> {
    const changes = await this.changes.read(address, held);
    if (changes === undefined) return undefined;
    return {
      schema: 1,
      tenant: address.tenant,
      environment: address.environment,
      epoch: changes.epoch,
      since: held.revision,
      revision: changes.revision,
      flags: changes.flags.map(engineFlag),
      deletedFlags: changes.deletedFlags,
      segments: changes.segments.map(segmentDelta),
      deletedSegments: changes.deletedSegments,
    };
  }
}

function segmentDelta({ config, anew, ids }: ChangedSegment): SegmentDelta {
  return { ...config, anew, include: idsChange(ids.include), exclude: idsChange(ids.exclude) };
}

function idsChange({ added, removed }: IdsDelta): IdsChange {
  return { add: added, remove: removed };
}
