import { Logger } from '@nestjs/common';
import type { Snapshot } from '@app/flag-engine';
import type { KeyRecord } from '../keys/application/api-key.repository';
import type { StoredSigningKey } from '../signing/stored-signing-key';
import type { EnvironmentRef } from '../snapshots/environment-ref';
import {
  readEnvironment,
  readKeys,
  readMoment,
  readSigningKeys,
  writeEnvironment,
  writeKeys,
  writeMoment,
  writeSigningKeys,
} from './kept-documents';
import { type KeptEnvironment, KeptState } from './kept-state';
import type { SealedFiles } from './sealed-files';

const KEYS = 'api-keys';
const SIGNING_KEYS = 'signing-keys';
const CONFIRMED = 'confirmed';
const ENVIRONMENTS = 'environments';
const ID = /^[0-9a-f-]{36}$/;

/** What is kept in `SNAPSHOT_DIR`. */
export class DiskKeptState extends KeptState {
  override readonly enabled = true;
  private readonly logger = new Logger('SnapshotDir');

  /** @param mostBytes of all environments together; those written longest ago give way */
  constructor(
    private readonly files: SealedFiles,
    private readonly mostBytes: number,
  ) {
    super();
  }

  override findKeys(): Promise<KeyRecord[] | undefined> {
    return this.read(KEYS, readKeys);
  }

  override saveKeys(keys: readonly KeyRecord[]): Promise<void> {
    return this.files.write(KEYS, writeKeys(keys));
  }

  override findSigningKeys(): Promise<StoredSigningKey[] | undefined> {
    return this.read(SIGNING_KEYS, readSigningKeys);
  }

  override saveSigningKeys(keys: readonly StoredSigningKey[]): Promise<void> {
    return this.files.write(SIGNING_KEYS, writeSigningKeys(keys));
  }

  override findConfirmedAt(): Promise<number | undefined> {
    return this.read(CONFIRMED, readMoment);
  }

  override saveConfirmedAt(at: number): Promise<void> {
    return this.files.write(CONFIRMED, writeMoment(at));
  }

  override findEnvironment(ref: EnvironmentRef): Promise<Snapshot | undefined> {
    return this.read(nameOf(ref.environmentId), (content) => readEnvironment(content, ref));
  }

  override async saveEnvironment(environment: KeptEnvironment): Promise<void> {
    const content = writeEnvironment(environment);
    const { environmentId } = environment.ref;
    if (content.length > this.mostBytes) {
      this.logger.warn(`Environment ${environmentId} is larger than all of SNAPSHOT_DIR may be.`);
      return this.removeEnvironment(environmentId);
    }
    await this.makeRoom(environmentId, content.length);
    await this.files.write(nameOf(environmentId), content);
  }

  override removeEnvironment(environmentId: string): Promise<void> {
    return this.files.remove(nameOf(environmentId));
  }

  override async listEnvironments(): Promise<string[]> {
    const files = await this.files.list(ENVIRONMENTS);
    return files.map(({ name }) => name).filter((name) => ID.test(name));
  }

  private async makeRoom(environmentId: string, bytes: number): Promise<void> {
    const files = await this.files.list(ENVIRONMENTS);
    const others = files.filter(({ name }) => name !== environmentId);
    let total = others.reduce((sum, file) => sum + file.bytes, bytes);
    for (const oldest of others.sort((a, b) => a.writtenAt - b.writtenAt)) {
      if (total <= this.mostBytes) return;
      await this.removeEnvironment(oldest.name);
      total -= oldest.bytes;
    }
  }

  private async read<T>(name: string, parse: (content: Buffer) => T): Promise<T | undefined> {
    try {
      const file = await this.files.read(name);
      if (file.kind === 'content') return parse(file.content);
      if (file.kind === 'refused') {
        this.logger.error(
          `"${name}" is damaged or was not written by this installation (JWT_SECRET); it is not used.`,
        );
      }
    } catch (error) {
      this.logger.error({ err: error }, `"${name}" cannot be read; it is not used.`);
    }
    return undefined;
  }
}

function nameOf(environmentId: string): string {
  if (!ID.test(environmentId)) throw new RangeError('An environment’s id is a UUID.');
  return `${ENVIRONMENTS}/${environmentId}`;
}
