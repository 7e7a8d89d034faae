import type { Snapshot } from '@app/flag-engine';
import type { KeyRecord } from '../keys/application/api-key.repository';
import type { StoredSigningKey } from '../signing/stored-signing-key';
import type { EnvironmentRef } from '../snapshots/environment-ref';

/** An environment as it is kept: the bytes that are served, and whose they are. */
export interface KeptEnvironment {
  readonly ref: EnvironmentRef;
  /** JSON of the snapshot. */
  readonly bytes: Buffer;
}

/**
 * What a process keeps outside of all stores, to start from when they are down. What cannot be read
 * back for sure is as if it were not there: a wrong answer is worse than none.
 */
export abstract class KeptState {
  /** Whether anything is kept at all. */
  abstract readonly enabled: boolean;

  /** API keys with hashed secrets; `undefined` when there are none. */
  abstract findKeys(): Promise<KeyRecord[] | undefined>;
  abstract saveKeys(keys: readonly KeyRecord[]): Promise<void>;

  /** Signing keys, private halves sealed. */
  abstract findSigningKeys(): Promise<StoredSigningKey[] | undefined>;
  abstract saveSigningKeys(keys: readonly StoredSigningKey[]): Promise<void>;

  /** When the record last confirmed what is kept, in epoch milliseconds. */
  abstract findConfirmedAt(): Promise<number | undefined>;
  abstract saveConfirmedAt(at: number): Promise<void>;

  abstract findEnvironment(ref: EnvironmentRef): Promise<Snapshot | undefined>;
  abstract saveEnvironment(environment: KeptEnvironment): Promise<void>;
  /** Forgets an environment; one that is not kept is no matter. */
  abstract removeEnvironment(environmentId: string): Promise<void>;
  /** Ids of the environments that are kept. */
  abstract listEnvironments(): Promise<string[]>;
}
