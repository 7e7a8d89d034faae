import type { TenantSlug, Tx } from '@app/kernel';
import type { ApiKey, KeySecret } from '../domain/api-key';

/** A key with every secret that may still open something. */
export interface KeyRecord {
  readonly key: ApiKey;
  readonly secrets: readonly KeySecret[];
  /** By the database's clock: of two records of a key, the one changed later is right. */
  readonly changedAt: Date;
}

/** A key was used. */
export interface KeyUse {
  readonly tenantId: string;
  readonly id: string;
  readonly at: Date;
}

/** An environment that keys are bound to. */
export interface KeyedEnvironment {
  readonly tenantId: string;
  readonly id: string;
}

/** API keys and their hashed secrets. */
export abstract class ApiKeyRepository {
  /** @throws EnvironmentNotFound when the key's environment was deleted meanwhile */
  abstract add(tx: Tx, key: ApiKey, secret: KeySecret): Promise<void>;

  /** Of one tenant, newest first, revoked ones left out. */
  abstract list(tenantId: string): Promise<ApiKey[]>;

  /** How many `list` gives. */
  abstract count(tenantId: string): Promise<number>;

  /** Locks the row until `tx` ends; `undefined` when it is another tenant's, revoked or none. */
  abstract findForUpdate(tx: Tx, tenantId: string, id: string): Promise<ApiKey | undefined>;

  /** Locks all of an environment's until `tx` ends, revoked ones left out. */
  abstract listForUpdate(tx: Tx, environment: KeyedEnvironment): Promise<ApiKey[]>;

  abstract revoke(tx: Tx, key: ApiKey, at: Date): Promise<void>;

  /**
   * Lets the revoked keys of an environment stay when it is deleted, so that every process hears that they were.
   * One that is not revoked would go with it.
   */
  abstract keepRevoked(tx: Tx, environment: KeyedEnvironment): Promise<void>;

  /** Adds a secret; those there were end at `formerUntil`, or earlier if they had to, and are gone if they have. */
  abstract rotate(
    tx: Tx,
    key: ApiKey,
    secret: KeySecret & { readonly prefix: string },
    formerUntil: Date,
  ): Promise<void>;

  /** Every key of every tenant that is not revoked, with its secrets: what a process loads at start. */
  abstract loadAll(): Promise<KeyRecord[]>;

  /** Keys that changed within the last `seconds` by the database's clock, revoked ones included: what a process polls for. */
  abstract changedWithin(seconds: number): Promise<KeyRecord[]>;

  /** The key behind a hash, for one made elsewhere a moment ago. */
  abstract findByHash(tenant: TenantSlug, hash: Buffer): Promise<KeyRecord | undefined>;

  /** Writes when keys were last used, never an earlier time than is there; a key that is gone is passed over. */
  abstract touch(uses: readonly KeyUse[]): Promise<void>;
}
