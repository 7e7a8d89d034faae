import { Injectable } from '@nestjs/common';
import {
  Clock,
  environmentName,
  type Principal,
  requireConditions,
  strongTag,
  type Tagged,
  UnitOfWork,
  type WriteConditions,
} from '@app/kernel';
import { type Environment, EnvironmentNotFound, EnvironmentRepository } from '@app/tenancy';
import type { Place } from '../counts/usage.ledger';
import { type ContextSampling, covers, NO_SAMPLING } from './context-sampling';
import { type KeptSample, SampledContexts, type StoredSampling } from './sampled.contexts';
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

/** A report with the validator of the order; the sample, which changes all the time, is no part of it. */
export interface TaggedReport extends SamplingReport {
  readonly etag: string;
}

/** An order to put in force, and the state that it was made for. */
export interface SamplingChange {
  readonly after: ContextSampling;
  readonly conditions?: WriteConditions;
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
  async get(caller: Principal, name: string): Promise<TaggedReport> {
    return this.taggedReport(caller, await this.environment(caller, name));
  }

  /**
   * Puts an order in force: here at once, on every process within seconds. What was kept and is more than it allows is
   * forgotten. One at a time in an environment, the first order of which has no row to be locked by.
   * @throws InvalidName, EnvironmentNotFound, PreconditionFailed
   */
  async put(
    caller: Principal,
    name: string,
    { after, conditions = {} }: SamplingChange,
  ): Promise<TaggedReport> {
    const environment = await this.unitOfWork.run(async (tx) => {
      const [locked] = await this.environments.lock(tx, caller.tenantId, [environmentName(name)]);
      if (locked === undefined) throw new EnvironmentNotFound(name);
      const place = placeOf(caller, locked);
      const stored = await this.contexts.lock(tx, place);
      requireConditions(conditions, taggedOf(locked, stored), locked.epoch);
      const before = stored?.sampling ?? NO_SAMPLING;
      await this.contexts.save(tx, place, after, this.clock.now());
      const forgotten = covers(after, before) ? 0 : await this.contexts.clear(tx, place);
      tx.record(samplingChanged({ caller, environment: locked }, { before, after, forgotten }));
      return locked;
    });
    await this.orders.refresh();
    return this.taggedReport(caller, environment);
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
    return this.report(place, await this.contexts.find(place));
  }

  private async taggedReport(caller: Principal, environment: Environment): Promise<TaggedReport> {
    const place = placeOf(caller, environment);
    const stored = await this.contexts.find(place);
    const etag = strongTag(taggedOf(environment, stored), environment.epoch);
    return { ...(await this.report(place, stored)), etag };
  }

  private async report(place: Place, stored: StoredSampling | undefined): Promise<SamplingReport> {
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

/** The order of an environment: there is always one, if only that nothing is kept. */
function taggedOf({ id }: Environment, stored: StoredSampling | undefined): Tagged {
  return { id, version: stored?.version ?? 0 };
}
