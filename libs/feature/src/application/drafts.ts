import { Injectable } from '@nestjs/common';
import { type EvaluationContext } from '@app/flag-engine';
import { explain, type Explanation } from '@app/flag-engine/explanation';
import type { Warning } from '@app/flag-engine/validation';
import {
  Clock,
  type DomainError,
  environmentName,
  type FieldProblem,
  flagKey,
  InvalidRequest,
  type Principal,
} from '@app/kernel';
import { engineFlag } from '../domain/flag';
import { FlagNotFound, FlagValueTypeTaken } from '../domain/flag.errors';
import type { FlagPatch } from '../domain/flag-patch';
import type { FlagItem, Plan, PlanItem } from '../domain/plan';
import { planChange } from '../domain/plan-change';
import { nothingKnown } from '../domain/environment-state';
import type { Environment } from '@app/tenancy';
import { Changes } from './changes';
import { compileWhole } from './compile-whole';
import { EnvironmentStore } from './environment.store';
import type { FlagAddress } from './flag.service';
import { FlagReader } from './flag.reader';

/** A flag as it would be written. */
export interface FlagDraft extends FlagAddress {
  readonly set: FlagPatch;
}

/** What writing a draft would come to. */
export interface DraftCheck {
  readonly problems: readonly FieldProblem[];
  readonly warnings: readonly Warning[];
}

/** Whom a flag is to be explained for, and when. */
export interface ExplanationQuery extends FlagAddress {
  readonly context: EvaluationContext;
  /** Epoch milliseconds; the present when absent. */
  readonly now?: number;
  /** Explained instead of the flag as it is stored. */
  readonly draft?: FlagPatch;
}

/** Looks at flags that are not written yet. */
@Injectable()
export class Drafts {
  constructor(
    private readonly store: EnvironmentStore,
    private readonly changes: Changes,
    private readonly reader: FlagReader,
    private readonly clock: Clock,
  ) {}

  /**
   * Everything that writing the draft would be refused or warned for; nothing is written.
   * @throws InvalidName, EnvironmentNotFound
   */
  async validate(caller: Principal, draft: FlagDraft): Promise<DraftCheck> {
    const plan = await this.plan(caller, draft);
    if (plan.kind === 'planned') return { problems: [], warnings: plan.warnings };
    return { problems: problemsOf(plan.refusal), warnings: [] };
  }

  /**
   * How a flag, stored or as a draft, comes to its answer.
   * @throws InvalidName, EnvironmentNotFound, FlagNotFound; whatever refuses the draft
   */
  async explain(caller: Principal, query: ExplanationQuery): Promise<Explanation> {
    const key = flagKey(query.key);
    const environment = environmentName(query.environment);
    const { list, segments } = await this.reader.readSnapshot({
      tenantId: caller.tenantId,
      environment,
    });
    const flags = new Map(list.flags.map((flag) => [flag.config.key, engineFlag(flag)]));
    if (query.draft !== undefined) {
      const after = await this.drafted(caller, { ...query, set: query.draft });
      flags.set(key, { ...after, version: (flags.get(key)?.version ?? 0) + 1 });
    }
    if (!flags.has(key)) throw new FlagNotFound(key, environment);
    const compiled = compileWhole({ flags: [...flags.values()], segments });
    return explain(compiled, key, query.context, query.now ?? this.clock.now());
  }

  /**
   * What writing a draft would do.
   * @throws InvalidName, EnvironmentNotFound; whatever refuses the draft
   */
  async itemsOf(caller: Principal, draft: FlagDraft): Promise<readonly PlanItem[]> {
    const plan = await this.plan(caller, draft);
    if (plan.kind === 'refused') throw plan.refusal;
    return plan.items;
  }

  private async drafted(
    caller: Principal,
    draft: FlagDraft,
  ): Promise<NonNullable<FlagItem['after']>> {
    const [item] = await this.itemsOf(caller, draft);
    if (item?.kind === 'flag' && item.after !== undefined) return item.after;
    throw new TypeError('Putting a flag always leaves one behind.');
  }

  private plan({ tenantId }: Principal, { environment, key, set }: FlagDraft): Promise<Plan> {
    const name = environmentName(environment);
    const change = {
      environment,
      operations: [{ kind: 'putFlag' as const, key: flagKey(key), set }],
    };
    return this.store.look(tenantId, [name], async (tx, [present]) => {
      const locked = { environment: present as Environment, state: nothingKnown(name) };
      return planChange(change, await this.changes.complete(tx, locked, change));
    });
  }
}

/** A refusal as problems of the fields that it is about. */
function problemsOf(refusal: DomainError): readonly FieldProblem[] {
  if (refusal instanceof InvalidRequest) return refusal.problems;
  const pointer = refusal instanceof FlagValueTypeTaken ? '#/valueType' : '#/variants';
  return [{ pointer, detail: refusal.message, code: refusal.code }];
}
