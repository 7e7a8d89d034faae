import { Injectable } from '@nestjs/common';
import {
  environmentName,
  IdGenerator,
  InvalidRequest,
  PreconditionFailed,
  type Principal,
  UnitOfWork,
} from '@app/kernel';
import { EnvironmentRepository } from '@app/tenancy';
import type { PlanItem } from '../domain/plan';
import { type PromotionPlan, type PromotionRequest, wouldFail } from '../domain/promotion';
import { PromotionConflict } from '../domain/promotion.errors';
import { EnvironmentStore } from './environment.store';
import { PlanWriter } from './plan.writer';
import { PromotionPlanner } from './promotion.planner';
import type { PromotionRoute } from './promotion.reader';

/** A promotion as a caller asks for it. */
export interface PromotionOrder extends PromotionRequest {
  readonly from: string;
  readonly to: string;
  /** The revisions that the caller has seen: whoever finds another one does nothing. */
  readonly expect?: { readonly from?: number | undefined; readonly to?: number | undefined };
}

/** A plan, the state it was made for, and what became of it. */
export interface PromotionReport {
  readonly dryRun: boolean;
  readonly from: string;
  readonly to: string;
  /** Of both ends when the plan was made; a run that expects them does what this plan says. */
  readonly revisions: { readonly from: number; readonly to: number };
  readonly plan: PromotionPlan;
  /** Why a run on this state would be refused. */
  readonly failure?: string;
  /** Ties the events of a run together; absent when nothing was changed. */
  readonly promotionId?: string;
}

/** Carries flags from one environment to another. */
@Injectable()
export class Promotions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly environments: EnvironmentRepository,
    private readonly store: EnvironmentStore,
    private readonly planner: PromotionPlanner,
    private readonly writer: PlanWriter,
    private readonly ids: IdGenerator,
  ) {}

  /**
   * What `run` would do: nothing is changed and nobody waits.
   * @throws InvalidName, InvalidRequest, EnvironmentNotFound
   */
  dryRun(caller: Principal, order: PromotionOrder): Promise<PromotionReport> {
    return this.store.look(caller.tenantId, endsOf(order), async (tx, [from, to]) => {
      const route = { from, to } as PromotionRoute;
      const { plan } = await this.planner.plan(tx, route, order);
      const failure = movedOn(route, order) ?? conflicts(plan);
      return { dryRun: true, ...described(route, plan), ...(failure !== undefined && { failure }) };
    });
  }

  /**
   * What a run would do to the target, item by item; nothing is changed.
   * @param refuse makes the refusal of a plan with conflicts
   * @throws InvalidName, InvalidRequest, EnvironmentNotFound, PromotionConflict
   */
  itemsOf(
    caller: Principal,
    order: PromotionOrder,
    refuse: (report: PromotionReport) => PromotionConflict,
  ): Promise<readonly PlanItem[]> {
    return this.store.look(caller.tenantId, endsOf(order), async (tx, [from, to]) => {
      const route = { from, to } as PromotionRoute;
      const { plan, items } = await this.planner.plan(tx, route, order);
      if (wouldFail(plan)) throw refuse({ dryRun: true, ...described(route, plan) });
      return items;
    });
  }

  /**
   * Plans and carries out in one transaction: one revision of the target, one event per item.
   * @param refuse makes the refusal of a plan with conflicts, which carries it as the caller's answer would
   * @throws InvalidName, InvalidRequest, EnvironmentNotFound, PreconditionFailed, PromotionConflict
   */
  run(
    caller: Principal,
    order: PromotionOrder,
    refuse: (report: PromotionReport) => PromotionConflict,
  ): Promise<PromotionReport> {
    return this.unitOfWork.run(async (tx) => {
      const [from, to] = await this.environments.lock(tx, caller.tenantId, endsOf(order));
      const route = { from, to } as PromotionRoute;
      const moved = movedOn(route, order);
      if (moved !== undefined) throw new PreconditionFailed(`${moved} Nothing was changed.`);
      const { plan, items } = await this.planner.plan(tx, route, order);
      const report = { dryRun: false, ...described(route, plan) };
      if (wouldFail(plan)) throw refuse(report);
      const promotionId = this.ids.next();
      const written = await this.writer.write(tx, {
        caller,
        environment: route.to,
        items,
        promotionId,
      });
      return written.saved.length === 0 ? report : { ...report, promotionId };
    });
  }
}

function endsOf({ from, to }: PromotionOrder): ReturnType<typeof environmentName>[] {
  if (from !== to) return [environmentName(from), environmentName(to)];
  const detail = '"to" must be another environment than "from".';
  throw new InvalidRequest([{ pointer: '#/to', detail }]);
}

function movedOn({ from, to }: PromotionRoute, { expect }: PromotionOrder): string | undefined {
  const ends = [
    { environment: from, expected: expect?.from },
    { environment: to, expected: expect?.to },
  ];
  const moved = ends.find(
    ({ environment, expected }) => expected !== undefined && expected !== environment.revision,
  );
  if (moved === undefined) return undefined;
  const { name, revision } = moved.environment;
  return `"${name}" is at revision ${revision}, not ${moved.expected}.`;
}

function conflicts(plan: PromotionPlan): string | undefined {
  if (!wouldFail(plan)) return undefined;
  return `${plan.summary.conflict} of the items cannot be promoted.`;
}

function described(
  { from, to }: PromotionRoute,
  plan: PromotionPlan,
): Pick<PromotionReport, 'from' | 'to' | 'revisions' | 'plan'> {
  return {
    from: from.name,
    to: to.name,
    revisions: { from: from.revision, to: to.revision },
    plan,
  };
}
