import { Injectable } from '@nestjs/common';
import { Clock, type EnvironmentName, IdGenerator } from '@app/kernel';
import type { Environment } from '../domain/environment';

/** Hexadecimal digits of an epoch. They are the tail of a UUIDv7, which is purely random. */
const EPOCH_DIGITS = 12;

/** Makes environments that are empty: revision 0 of an epoch of their own. */
@Injectable()
export class EnvironmentFactory {
  constructor(
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  create(tenantId: string, name: EnvironmentName): Environment {
    return {
      id: this.ids.next(),
      tenantId,
      name,
      epoch: this.newEpoch(),
      revision: 0,
      createdAt: new Date(this.clock.now()),
    };
  }

  /** An epoch that no environment has had. */
  newEpoch(): string {
    return this.ids.next().slice(-EPOCH_DIGITS);
  }
}
