import { Injectable } from '@nestjs/common';
import type { Warning } from '@app/flag-engine/validation';
import { environmentName, type Principal, type Tx, UnitOfWork } from '@app/kernel';
import { type Change, subjectOf } from '../domain/change';
import { type EnvironmentState, merged } from '../domain/environment-state';
import { isSatisfied, needsOf } from '../domain/needs';
import type { PlanItem } from '../domain/plan';
import { planChange } from '../domain/plan-change';
import { EnvironmentStore, type LockedEnvironment, ValueTypeRaced } from './environment.store';
import { PlanWriter, type WrittenPlan } from './plan.writer';

/** What a change came to. */
export interface AppliedChange extends WrittenPlan {
  /** Every operation's item, the ones without effect too, in the order of the operations. */
  readonly items: readonly PlanItem[];
  /** What the change says that is allowed but rarely meant. */
  readonly warnings: readonly Warning[];
}

/** Looks at the state a change is about to be made in, and throws when it is not the one expected. */
export type Precondition = (locked: LockedEnvironment) => void;

/** Plans changes against the present state and carries them out, all or nothing. */
@Injectable()
export class Changes {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: EnvironmentStore,
    private readonly writer: PlanWriter,
  ) {}

  /**
   * Applies `change` in one transaction.
   * @throws EnvironmentNotFound, FlagNotFound, SegmentNotFound, InvalidRequest, StillInUse,
   *   FlagValueTypeTaken; and whatever `precondition` throws
   */
  async apply(
    caller: Principal,
    change: Change,
    precondition?: Precondition,
  ): Promise<AppliedChange> {
    const attempt = (): Promise<AppliedChange> =>
      this.unitOfWork.run((tx) => this.applyIn(tx, { caller, change, precondition }));
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ValueTypeRaced)) throw error;
      // The other environment has committed: this time the plan sees its type, and refuses by name.
      return attempt();
    }
  }

  /** All that planning `change` needs to know, beginning with what is known already. */
  async complete(
    tx: Tx,
    { environment, state: known }: LockedEnvironment,
    change: Change,
  ): Promise<EnvironmentState> {
    let state = known;
    for (let needs = needsOf(change, state); !isSatisfied(needs); needs = needsOf(change, state)) {
      state = merged(state, await this.store.read(tx, environment, needs));
    }
    return state;
  }

  private async applyIn(
    tx: Tx,
    { caller, change, precondition }: Application,
  ): Promise<AppliedChange> {
    const locked = await this.store.lock(tx, caller.tenantId, {
      environment: environmentName(change.environment),
      flagKeys: flagKeysOf(change),
    });
    const { environment } = locked;
    const state = await this.complete(tx, locked, change);
    precondition?.({ environment, state });
    const plan = planChange(change, state);
    if (plan.kind === 'refused') throw plan.refusal;
    const written = await this.writer.write(tx, { caller, environment, items: plan.items });
    return { ...written, items: plan.items, warnings: plan.warnings };
  }
}

interface Application {
  readonly caller: Principal;
  readonly change: Change;
  readonly precondition: Precondition | undefined;
}

function flagKeysOf(change: Change): string[] {
  return change.operations.map(subjectOf).flatMap(({ kind, key }) => (kind === 'flag' ? key : []));
}
