import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, type Tx } from '@app/kernel';
import {
  type EnvironmentResident,
  EnvironmentResidents,
  type OwnedEnvironment,
} from '@app/tenancy';
import { apiKeyRevoked } from '../domain/key.events';
import { ApiKeyRepository } from './api-key.repository';
import { KeyNews } from './key.news';

/** Revokes the keys of an environment that is deleted: they open nothing anywhere within a second. */
@Injectable()
export class KeyResidence implements EnvironmentResident, OnModuleInit {
  constructor(
    private readonly residents: EnvironmentResidents,
    private readonly repository: ApiKeyRepository,
    private readonly news: KeyNews,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.residents.add(this);
  }

  async leave(tx: Tx, { environment }: OwnedEnvironment): Promise<void> {
    const at = new Date(this.clock.now());
    for (const key of await this.repository.listForUpdate(tx, environment)) {
      await this.repository.revoke(tx, key, at);
      tx.record(apiKeyRevoked(key));
    }
    await this.repository.keepRevoked(tx, environment);
  }

  left(): Promise<void> {
    return this.news.tell();
  }
}
