import { Injectable } from '@nestjs/common';
import type { Tx } from '@app/kernel';
import { StillInUse } from '../domain/flag.errors';
import type { PlanItem } from '../domain/plan';
import { planChange } from '../domain/plan-change';
import { planPromotion } from '../domain/plan-promotion';
import type { PromotionPlan, PromotionRequest } from '../domain/promotion';
import type { PromotionEnds } from '../domain/promotion-candidates';
import { referenceId } from '../domain/reference';
import { Changes } from './changes';
import { PromotionReader, type PromotionRoute } from './promotion.reader';

/** A promotion worked out to the last item, ready to be written. */
export interface WorkedOutPromotion {
  readonly plan: PromotionPlan;
  /** What carrying it out does to the target. */
  readonly items: readonly PlanItem[];
}

/** Works a promotion out against both ends; the dry run and the run are the same up to here. */
@Injectable()
export class PromotionPlanner {
  constructor(
    private readonly reader: PromotionReader,
    private readonly changes: Changes,
  ) {}

  /** @throws InvalidRequest naming chosen keys that the source does not have */
  async plan(
    tx: Tx,
    route: PromotionRoute,
    request: PromotionRequest,
  ): Promise<WorkedOutPromotion> {
    const ends = await this.reader.read(tx, route, request);
    const obstacles = new Map<string, string>();
    for (;;) {
      const plan = planPromotion(ends, request, obstacles);
      const tried = await this.tryIn(tx, route, { ends, plan });
      if (Array.isArray(tried)) return { plan, items: tried };
      obstacles.set(referenceId(tried.what), tried.message);
    }
  }

  /** What the target would make of the plan; or what of it the target cannot do without. */
  private async tryIn(
    tx: Tx,
    { to: environment }: PromotionRoute,
    { ends, plan: { change } }: { ends: PromotionEnds; plan: PromotionPlan },
  ): Promise<PlanItem[] | StillInUse> {
    const state = await this.changes.complete(tx, { environment, state: ends.target }, change);
    const planned = planChange(change, state);
    if (planned.kind === 'planned') return [...planned.items];
    if (planned.refusal instanceof StillInUse) return planned.refusal;
    throw planned.refusal;
  }
}
