import { Injectable } from '@nestjs/common';
import type { Snapshot } from '@app/flag-engine';
import { engineFlag } from '../domain/flag';
import { type EnvironmentAddress, FlagReader } from './flag.reader';

/** An environment, and the slug of its tenant, which a snapshot names. */
export interface SnapshotAddress extends EnvironmentAddress {
  readonly tenant: string;
}

/** Environments as the data plane evaluates them: all flags and segments at one revision. */
@Injectable()
export class FlagSnapshots {
  constructor(private readonly reader: FlagReader) {}

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
}
