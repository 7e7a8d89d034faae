import { Injectable } from '@nestjs/common';
import { Clock, environmentName, type Principal, UnitOfWork } from '@app/kernel';
import { type Environment, EnvironmentNotFound, EnvironmentRepository } from '@app/tenancy';
import type { Place } from '../counts/usage.ledger';
import { type ContextSampling, covers, NO_SAMPLING } from './context-sampling';
import { type KeptSample, SampledContexts } from './sampled.contexts';
import { contextsCleared, samplingChanged } from './sampling.events';
import { SamplingOrders } from './sampling.orders';

const SECOND_MS = 1_000;

/** An environment's order, and what there is of it. */
export interface SamplingReport {
  readonly sampling: ContextSampling;
  /** Epoch milliseconds; `undefined` when no order was ever given. */
  readonly changedAt: number | undefined;
  readonly sample: KeptSample;
}

/** Says which contexts environments keep, and looks at those that they keep. */
@Injectable()
export class ContextSamplings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly environments: EnvironmentRepository,
    private readonly contexts: SampledContexts,
    private readonly orders: SamplingOrders,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidName, EnvironmentNotFound */
  async get(caller: Principal, name: string): Promise<SamplingReport> {
    return this.reportOf(placeOf(caller, await this.environment(caller, name)));
  }

  /**
   * Puts an order in force: here at once, on every process within seconds. What was kept and is more than it allows is
   * forgotten.
   * @throws InvalidName, EnvironmentNotFound
   */
  async put(caller: Principal, name: string, after: ContextSampling): Promise<SamplingReport> {
    const environment = await this.environment(caller, name);
    const place = placeOf(caller, environment);
    await this.unitOfWork.run(async (tx) => {
      const before = (await this.contexts.lock(tx, place))?.sampling ?? NO_SAMPLING;
      await this.contexts.save(tx, place, after, this.clock.now());
      const forgotten = covers(after, before) ? 0 : await this.contexts.clear(tx, place);
      tx.record(samplingChanged({ caller, environment }, { before, after, forgotten }));
    });
    await this.orders.refresh();
    return this.reportOf(place);
  }

  /**
   * Forgets all that an environment keeps; the order stays.
   * @throws InvalidName, EnvironmentNotFound
   */
  async clear(caller: Principal, name: string): Promise<void> {
    const environment = await this.environment(caller, name);
    const place = placeOf(caller, environment);
    await this.unitOfWork.run(async (tx) => {
      await this.contexts.lock(tx, place);
      const forgotten = await this.contexts.clear(tx, place);
      tx.record(contextsCleared({ caller, environment }, forgotten));
    });
    await this.orders.refresh();
  }

  /** The order of a place and what it keeps, without what has expired. */
  async reportOf(place: Place): Promise<SamplingReport> {
    const stored = await this.contexts.find(place);
    const sampling = stored?.sampling ?? NO_SAMPLING;
    const since = this.clock.now() - sampling.expiresAfterSeconds * SECOND_MS;
    const sample = await this.contexts.read(place, since);
    return { sampling, changedAt: stored?.changedAt, sample };
  }

  private async environment({ tenantId }: Principal, name: string): Promise<Environment> {
    const found = await this.environments.find(tenantId, environmentName(name));
    if (found === undefined) throw new EnvironmentNotFound(name);
    return found;
  }
}

function placeOf({ tenantId }: Principal, { id }: Environment): Place {
  return { tenantId, environmentId: id };
}
