import { Injectable } from '@nestjs/common';
import {
  type EnvironmentName,
  environmentName,
  Forbidden,
  type Principal,
  requireConditions,
  type Tx,
  UnitOfWork,
  type WriteConditions,
} from '@app/kernel';
import type { Environment } from '../domain/environment';
import { EnvironmentNotEmpty, LastEnvironment } from '../domain/tenancy.errors';
import { environmentDeleted } from '../domain/tenancy.events';
import { EnvironmentDirectory } from './environment.directory';
import { EnvironmentRepository } from './environment.repository';
import { EnvironmentResidents } from './environment.residents';

/** Deletes environments, with all that belongs to them. */
@Injectable()
export class EnvironmentRemoval {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly repository: EnvironmentRepository,
    private readonly residents: EnvironmentResidents,
    private readonly directory: EnvironmentDirectory,
  ) {}

  /**
   * Deletes an environment that nobody has anything in. One that is made again under its name is another one.
   * @throws InvalidName, EnvironmentNotFound, PreconditionFailed, EnvironmentNotEmpty, LastEnvironment
   * @throws Forbidden for a caller bound to an environment
   */
  async remove(caller: Principal, name: string, conditions: WriteConditions): Promise<void> {
    if (caller.environment !== undefined) {
      throw new Forbidden('This credential is bound to an environment and cannot delete any.');
    }
    const wanted = environmentName(name);
    const owner = { id: caller.tenantId, slug: caller.tenant };
    await this.unitOfWork.run(async (tx) => {
      const environment = await this.lock(tx, caller.tenantId, wanted);
      requireConditions(
        conditions,
        { ...environment, version: environment.revision },
        environment.epoch,
      );
      const holdings = await this.residents.holdings(tx, environment);
      if (holdings.length > 0) throw new EnvironmentNotEmpty(wanted, holdings);
      await this.residents.leave(tx, { owner, environment });
      await this.repository.remove(tx, environment);
      tx.record(environmentDeleted(owner, environment));
    });
    this.directory.forget(caller.tenantId, wanted);
    await this.residents.left();
  }

  /** Of two who delete the last two at once, one is refused. */
  private async lock(tx: Tx, tenantId: string, name: EnvironmentName): Promise<Environment> {
    const environment = await this.repository.lockForRemoval(tx, tenantId, name);
    if ((await this.repository.count(tx, tenantId)) === 1) throw new LastEnvironment(name);
    return environment;
  }
}
