import { Injectable } from '@nestjs/common';
import { environmentName, Forbidden, type Principal, UnitOfWork } from '@app/kernel';
import { type Environment, MAX_ENVIRONMENTS } from '../domain/environment';
import { EnvironmentLimitReached, EnvironmentNotFound } from '../domain/tenancy.errors';
import { environmentCreated } from '../domain/tenancy.events';
import { EnvironmentFactory } from './environment.factory';
import { EnvironmentRepository } from './environment.repository';

/** A tenant's environments, as its people see and add to them. */
@Injectable()
export class Environments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly repository: EnvironmentRepository,
    private readonly factory: EnvironmentFactory,
  ) {}

  /** Oldest first; of a caller bound to one environment, that one alone. */
  async list(caller: Principal): Promise<Environment[]> {
    const all = await this.repository.list(caller.tenantId);
    const bound = caller.environment;
    return bound === undefined ? all : all.filter(({ id }) => id === bound.id);
  }

  /** @throws InvalidName, EnvironmentNotFound */
  async get(caller: Principal, name: string): Promise<Environment> {
    const found = await this.repository.find(caller.tenantId, environmentName(name));
    if (found === undefined) throw new EnvironmentNotFound(name);
    return found;
  }

  /**
   * Adds an empty environment.
   * @throws InvalidName, EnvironmentNameTaken, EnvironmentLimitReached
   * @throws Forbidden for a caller bound to another environment
   */
  async create(caller: Principal, name: string): Promise<Environment> {
    if (caller.environment !== undefined) {
      throw new Forbidden('This credential is bound to one environment and cannot add another.');
    }
    const environment = this.factory.create(caller.tenantId, environmentName(name));
    await this.refuseBeyondLimit(caller.tenantId);
    return this.unitOfWork.run(async (tx) => {
      await this.repository.add(tx, environment);
      tx.record(environmentCreated({ id: caller.tenantId, slug: caller.tenant }, environment));
      return environment;
    });
  }

  /** Creations at the same moment may pass the limit by one or two: it guards memory, not a licence. */
  private async refuseBeyondLimit(tenantId: string): Promise<void> {
    const present = await this.repository.list(tenantId);
    if (present.length >= MAX_ENVIRONMENTS) throw new EnvironmentLimitReached(MAX_ENVIRONMENTS);
  }
}
