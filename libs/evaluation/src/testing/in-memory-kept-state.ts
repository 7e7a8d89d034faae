import type { Snapshot } from '@app/flag-engine';
import type { KeyRecord } from '../keys/application/api-key.repository';
import { type KeptEnvironment, KeptState } from '../kept/kept-state';
import type { StoredSigningKey } from '../signing/stored-signing-key';
import type { EnvironmentRef } from '../snapshots/environment-ref';

/** Keeps in memory. */
export class InMemoryKeptState extends KeptState {
  override readonly enabled = true;
  readonly environments = new Map<string, KeptEnvironment>();
  /** How often something was written. */
  writes = 0;
  private keys: readonly KeyRecord[] | undefined;
  private signingKeys: readonly StoredSigningKey[] | undefined;
  private confirmedAt: number | undefined;

  override findKeys(): Promise<KeyRecord[] | undefined> {
    return Promise.resolve(this.keys && [...this.keys]);
  }

  override saveKeys(keys: readonly KeyRecord[]): Promise<void> {
    this.keys = keys;
    return this.written();
  }

  override findSigningKeys(): Promise<StoredSigningKey[] | undefined> {
    return Promise.resolve(this.signingKeys && [...this.signingKeys]);
  }

  override saveSigningKeys(keys: readonly StoredSigningKey[]): Promise<void> {
    this.signingKeys = keys;
    return this.written();
  }

  override findConfirmedAt(): Promise<number | undefined> {
    return Promise.resolve(this.confirmedAt);
  }

  override saveConfirmedAt(at: number): Promise<void> {
    this.confirmedAt = at;
    return this.written();
  }

  override findEnvironment({
    tenantId,
    environmentId,
  }: EnvironmentRef): Promise<Snapshot | undefined> {
    const kept = this.environments.get(environmentId);
    if (kept?.ref.tenantId !== tenantId) return Promise.resolve(undefined);
    return Promise.resolve(JSON.parse(kept.bytes.toString()) as Snapshot);
  }

  override saveEnvironment(environment: KeptEnvironment): Promise<void> {
    this.environments.set(environment.ref.environmentId, environment);
    return this.written();
  }

  override removeEnvironment(environmentId: string): Promise<void> {
    this.environments.delete(environmentId);
    return this.written();
  }

  override listEnvironments(): Promise<string[]> {
    return Promise.resolve([...this.environments.keys()]);
  }

  private written(): Promise<void> {
    this.writes += 1;
    return Promise.resolve();
  }
}
