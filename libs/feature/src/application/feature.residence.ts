import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '@app/kernel';
import {
  type Environment,
  type EnvironmentResident,
  EnvironmentResidents,
  type Holding,
} from '@app/tenancy';
import { EnvironmentStore } from './environment.store';

/** Keeps an environment from being deleted while it has flags or segments. */
@Injectable()
export class FeatureResidence implements EnvironmentResident, OnModuleInit {
  constructor(
    private readonly residents: EnvironmentResidents,
    private readonly store: EnvironmentStore,
  ) {}

  onModuleInit(): void {
    this.residents.add(this);
  }

  async holdings(tx: Tx, environment: Environment): Promise<Holding[]> {
    const { flags, segments } = await this.store.count(tx, environment);
    return [
      { kind: 'flag', count: flags },
      { kind: 'segment', count: segments },
    ];
  }
}
