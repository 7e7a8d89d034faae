import { Injectable } from '@nestjs/common';
import { Clock, IdGenerator, type Principal, type Tx } from '@app/kernel';
import { type Environment, EnvironmentRepository } from '@app/tenancy';
import { featureEvent } from '../domain/feature.events';
import { effectiveItems, type PlanItem } from '../domain/plan';
import { type SavedItem, savedItem } from '../domain/saved-item';
import { EnvironmentStore } from './environment.store';

/** A plan to be carried out in a locked environment. */
export interface Assignment {
  readonly caller: Principal;
  readonly environment: Environment;
  readonly items: readonly PlanItem[];
  readonly promotionId?: string;
}

/** What carrying out a plan came to. */
export interface WrittenPlan {
  /** At its revision after the change. */
  readonly environment: Environment;
  /** Only what changed. */
  readonly saved: readonly SavedItem[];
}

/** Carries a plan out: one revision, one event per item, nothing at all when nothing changes. */
@Injectable()
export class PlanWriter {
  constructor(
    private readonly store: EnvironmentStore,
    private readonly environments: EnvironmentRepository,
    private readonly clock: Clock,
    private readonly ids: IdGenerator,
  ) {}

  /** @throws ValueTypeRaced when the plan has to be made anew */
  async write(
    tx: Tx,
    { caller, environment, items, promotionId }: Assignment,
  ): Promise<WrittenPlan> {
    const effective = effectiveItems(items);
    if (effective.length === 0) return { environment, saved: [] };
    const stamp = { time: new Date(this.clock.now()).toISOString(), actor: caller.actor };
    const saved = effective.map((item) => savedItem(item, stamp, () => this.ids.next()));
    const after = await this.environments.advance(tx, environment);
    await this.store.save(tx, environment, saved);
    const scope = {
      tenant: { id: caller.tenantId, slug: caller.tenant },
      environment: { id: after.id, name: after.name, epoch: after.epoch, revision: after.revision },
      ...(promotionId !== undefined && { promotionId }),
    };
    for (const each of saved) tx.record(featureEvent(each, scope));
    return { environment: after, saved };
  }
}
