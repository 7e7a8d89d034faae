import { Injectable } from '@nestjs/common';
import {
  type EnvironmentIds,
  type EnvironmentRef,
  type Position,
  SnapshotSource,
} from '@app/evaluation';
import { FlagSnapshots } from '@app/feature';
import type { Snapshot, SnapshotDelta } from '@app/flag-engine';
import { EnvironmentNotFound, EnvironmentRepository } from '@app/tenancy';

const NIL = '00000000-0000-0000-0000-000000000000';
const NOWHERE = { tenantId: NIL, id: NIL };

/** Where the data plane's port meets the room that keeps flags: the two do not know each other. */
@Injectable()
export class FeatureSnapshotSource extends SnapshotSource {
  constructor(
    private readonly snapshots: FlagSnapshots,
    private readonly environments: EnvironmentRepository,
  ) {
    super();
  }

  override read(ref: EnvironmentRef): Promise<Snapshot | undefined> {
    return ifThere(this.snapshots.read(ref));
  }

  override changesSince(
    ref: EnvironmentRef,
    position: Position,
  ): Promise<SnapshotDelta | undefined> {
    return ifThere(this.snapshots.changesSince(ref, position));
  }

  override async positions(
    refs: readonly EnvironmentIds[],
  ): Promise<ReadonlyMap<string, Position>> {
    const wanted = refs.map(({ tenantId, environmentId }) => ({ tenantId, id: environmentId }));
    // An answer says that the record is there, also to who has nothing in memory yet.
    const found = await this.environments.findMany(wanted.length === 0 ? [NOWHERE] : wanted);
    return new Map(found.map(({ id, epoch, revision }) => [id, { epoch, revision }]));
  }
}

async function ifThere<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof EnvironmentNotFound) return undefined;
    throw error;
  }
}
