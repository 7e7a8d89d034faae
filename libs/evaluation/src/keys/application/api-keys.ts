import { Injectable } from '@nestjs/common';
import {
  Clock,
  environmentName,
  IdGenerator,
  type Principal,
  type Tx,
  UnitOfWork,
} from '@app/kernel';
import { EnvironmentNotFound, EnvironmentRepository } from '@app/tenancy';
import type { ApiKey, KeyScope } from '../domain/api-key';
import {
  ApiKeyExpiresInThePast,
  ApiKeyLimitReached,
  ApiKeyNeedsEnvironment,
  ApiKeyNotFound,
} from '../domain/key.errors';
import { apiKeyCreated, apiKeyRevoked, apiKeyRotated } from '../domain/key.events';
import { newSecret } from '../domain/key-secret';
import { ApiKeyRepository } from './api-key.repository';
import { KeyNews } from './key.news';

const KEYS_PER_TENANT = 1_000;

export interface NewApiKey {
  readonly env?: string;
  readonly name: string;
  readonly scope: KeyScope;
  readonly expiresAt?: Date;
}

/** A key with its secret: the only time the secret is known. */
export interface IssuedKey {
  readonly key: ApiKey;
  readonly secret: string;
}

/** Makes, lists, rotates and revokes the keys of a tenant. */
@Injectable()
export class ApiKeys {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly repository: ApiKeyRepository,
    private readonly environments: EnvironmentRepository,
    private readonly news: KeyNews,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  list(caller: Principal): Promise<ApiKey[]> {
    return this.repository.list(caller.tenantId);
  }

  /**
   * Makes a key. The limit per tenant is kept roughly: it protects memory, not a bill.
   * @throws EnvironmentNotFound, ApiKeyNeedsEnvironment, ApiKeyExpiresInThePast, ApiKeyLimitReached
   */
  async create(caller: Principal, wanted: NewApiKey): Promise<IssuedKey> {
    const now = this.now();
    if (wanted.expiresAt !== undefined && wanted.expiresAt <= now) {
      throw new ApiKeyExpiresInThePast();
    }
    const environment = await this.environmentOf(caller, wanted);
    const existing = await this.repository.count(caller.tenantId);
    if (existing >= KEYS_PER_TENANT) throw new ApiKeyLimitReached(KEYS_PER_TENANT);
    const { secret, prefix, hash } = newSecret(caller.tenant);
    const key = this.keyOf(caller, wanted, { environment, prefix, createdAt: now });
    await this.unitOfWork.run(async (tx) => {
      await this.repository.add(tx, key, { hash, createdAt: now });
      tx.record(apiKeyCreated(key));
    });
    await this.news.tell();
    return { key, secret };
  }

  /**
   * Ends a key everywhere within a second, its open streams included.
   * @throws ApiKeyNotFound
   */
  async revoke(caller: Principal, id: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const key = await this.lock(tx, caller, id);
      await this.repository.revoke(tx, key, this.now());
      tx.record(apiKeyRevoked(key));
    });
    await this.news.tell();
  }

  /**
   * Gives a key a new secret; the former one opens for `overlapSeconds` more.
   * @throws ApiKeyNotFound
   */
  async rotate(caller: Principal, id: string, overlapSeconds: number): Promise<IssuedKey> {
    const { secret, prefix, hash } = newSecret(caller.tenant);
    const now = this.now();
    const key = await this.unitOfWork.run(async (tx) => {
      const before = await this.lock(tx, caller, id);
      const after = { ...before, prefix };
      const until = new Date(now.getTime() + overlapSeconds * 1000);
      await this.repository.rotate(tx, before, { hash, prefix, createdAt: now }, until);
      tx.record(apiKeyRotated(before, after));
      return after;
    });
    await this.news.tell();
    return { key, secret };
  }

  private keyOf(
    { tenantId, tenant, actor }: Principal,
    { name, scope, expiresAt }: NewApiKey,
    made: Pick<ApiKey, 'environment' | 'prefix' | 'createdAt'>,
  ): ApiKey {
    return {
      id: this.ids.next(),
      tenantId,
      tenant,
      name,
      scope,
      createdBy: actor,
      expiresAt,
      ...made,
    };
  }

  private async lock(tx: Tx, caller: Principal, id: string): Promise<ApiKey> {
    const key = await this.repository.findForUpdate(tx, caller.tenantId, id);
    if (key === undefined) throw new ApiKeyNotFound(id);
    return key;
  }

  private async environmentOf(
    caller: Principal,
    { env, scope }: NewApiKey,
  ): Promise<ApiKey['environment']> {
    if (env === undefined) {
      if (scope !== 'manage') throw new ApiKeyNeedsEnvironment();
      return undefined;
    }
    const found = await this.environments.find(caller.tenantId, environmentName(env));
    if (found === undefined) throw new EnvironmentNotFound(env);
    return { id: found.id, name: found.name };
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
