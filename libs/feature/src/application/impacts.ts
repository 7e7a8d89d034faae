import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Clock, environmentName, flagKey, type Principal } from '@app/kernel';
import { EnvironmentNotFound, EnvironmentRepository } from '@app/tenancy';
import { carriedOut } from '../domain/carried-out';
import { contextReads } from '../domain/context-reads';
import { engineFlag } from '../domain/flag';
import { type FlagImpact, ImpactCount, touchedFlags } from '../domain/impact';
import type { PlanItem } from '../domain/plan';
import { type PromotionConflict } from '../domain/promotion.errors';
import { compileWhole } from './compile-whole';
import { type FlagDraft, Drafts } from './drafts';
import { FlagReader } from './flag.reader';
import { type PromotionOrder, type PromotionReport, Promotions } from './promotions';
import { type Caution, cautionsOf, cautionsOfSample } from './impact-cautions';
import { RecentContexts } from './recent.contexts';

/** A sample is run whole over a few flags; over many, as much of it as this many evaluations allow. */
const MOST_EVALUATIONS = 1_000_000;
const FEWEST_CONTEXTS = 50;

/** What a change means for one flag, and what is to be thought of that. */
export interface CautiousFlagImpact extends FlagImpact {
  readonly cautions: readonly Caution[];
}

/** What a change means for those who were evaluated lately. */
export interface Impact {
  readonly environment: string;
  /** Epoch milliseconds at which both states were evaluated. */
  readonly now: number;
  /** How many contexts were run. */
  readonly contexts: number;
  readonly oldestAt: number | undefined;
  /** How many of them get another answer of any flag. */
  readonly changed: number;
  /** Every flag whose answers the change can alter, the most changed first. */
  readonly flags: readonly CautiousFlagImpact[];
  readonly cautions: readonly Caution[];
}

/** Says who would get another variant, before anything is written. */
@Injectable()
export class Impacts {
  constructor(
    private readonly drafts: Drafts,
    private readonly promotions: Promotions,
    private readonly reader: FlagReader,
    private readonly environments: EnvironmentRepository,
    private readonly recent: RecentContexts,
    private readonly clock: Clock,
  ) {}

  /**
   * Of writing one flag.
   * @param now epoch milliseconds; the present when absent
   * @throws InvalidName, EnvironmentNotFound; whatever refuses the draft
   */
  async ofDraft(caller: Principal, draft: FlagDraft, now?: number): Promise<Impact> {
    const items = await this.drafts.itemsOf(caller, { ...draft, key: flagKey(draft.key) });
    return this.ofItems(caller, draft.environment, { items, now });
  }

  /**
   * Of a whole promotion, on its target.
   * @param refuse makes the refusal of a promotion that would fail
   * @throws InvalidName, InvalidRequest, EnvironmentNotFound, PromotionConflict
   */
  async ofPromotion(
    caller: Principal,
    order: PromotionOrder,
    {
      now,
      refuse,
    }: { now: number | undefined; refuse: (report: PromotionReport) => PromotionConflict },
  ): Promise<Impact> {
    const items = await this.promotions.itemsOf(caller, order, refuse);
    return this.ofItems(caller, order.to, { items, now });
  }

  private async ofItems(
    { tenantId }: Principal,
    name: string,
    { items, now = this.clock.now() }: { items: readonly PlanItem[]; now: number | undefined },
  ): Promise<Impact> {
    const environment = await this.environments.find(tenantId, environmentName(name));
    if (environment === undefined) throw new EnvironmentNotFound(name);
    const sample = await this.recent.of(tenantId, environment.id);
    const { list, segments } = await this.reader.readSnapshot({
      tenantId,
      environment: environment.name,
    });
    const present = { flags: list.flags.map(engineFlag), segments };
    const planned = carriedOut(items, present);
    const before = compileWhole(present);
    const after = compileWhole(planned, before);
    const touched = touchedFlags(before, after);
    const contexts = sample.contexts.slice(0, affordable(touched.length));
    const count = new ImpactCount(before, after, contexts, now);
    const flags: CautiousFlagImpact[] = [];
    for (const key of touched) {
      const reads = [contextReads(key, present), contextReads(key, planned)];
      flags.push({ ...count.ofFlag(key), cautions: cautionsOf(reads, sample) });
      await setImmediate(); // others have their turn
    }
    return {
      environment: environment.name,
      now,
      contexts: contexts.length,
      oldestAt: sample.oldestAt,
      changed: count.changed,
      flags: flags.sort((a, b) => b.changed - a.changed),
      cautions: cautionsOfSample(sample, contexts.length),
    };
  }
}

/** How many contexts may be run over so many flags, before and after. */
function affordable(flags: number): number {
  return Math.max(FEWEST_CONTEXTS, Math.floor(MOST_EVALUATIONS / (2 * Math.max(1, flags))));
}
