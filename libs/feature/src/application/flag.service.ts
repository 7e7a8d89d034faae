import { Injectable } from '@nestjs/common';
import type { Warning } from '@app/flag-engine/validation';
import {
  flagKey,
  type Principal,
  requireConditions,
  strongTag,
  type WriteConditions,
} from '@app/kernel';
import type { Flag } from '../domain/flag';
import type { FlagPatch } from '../domain/flag-patch';
import { type AppliedChange, Changes } from './changes';
import type { LockedEnvironment } from './environment.store';

/** One flag of one environment, by name. */
export interface FlagAddress {
  readonly environment: string;
  readonly key: string;
}

/** A flag as an upsert left it. */
export interface UpsertedFlag {
  readonly flag: Flag;
  readonly created: boolean;
  /** Strong entity tag of `flag`. */
  readonly etag: string;
  /** What it says that is allowed but rarely meant. */
  readonly warnings: readonly Warning[];
}

/** Writes single flags. */
@Injectable()
export class FlagService {
  constructor(private readonly changes: Changes) {}

  /**
   * Creates the flag or changes what `set` names. One that changes nothing answers as it stands:
   * no new version, no revision, no event.
   * @throws InvalidName, EnvironmentNotFound, InvalidRequest, FlagValueTypeTaken, StillInUse, PreconditionFailed
   */
  async upsert(
    caller: Principal,
    {
      environment,
      key: raw,
      ...how
    }: FlagAddress & { set: FlagPatch; conditions?: WriteConditions },
  ): Promise<UpsertedFlag> {
    const key = flagKey(raw);
    const applied = await this.changes.apply(
      caller,
      { environment, operations: [{ kind: 'putFlag', key, set: how.set }] },
      (locked) => requireFlag(locked, key, how.conditions),
    );
    const flag = flagAfter(applied);
    const created = applied.items[0]?.action === 'create';
    return {
      flag,
      created,
      etag: strongTag(flag, applied.environment.epoch),
      warnings: applied.warnings,
    };
  }

  /** @throws InvalidName, EnvironmentNotFound, FlagNotFound, StillInUse, PreconditionFailed */
  async delete(
    caller: Principal,
    { environment, key: raw, conditions }: FlagAddress & { conditions?: WriteConditions },
  ): Promise<void> {
    const key = flagKey(raw);
    await this.changes.apply(
      caller,
      { environment, operations: [{ kind: 'deleteFlag', key }] },
      (locked) => {
        // A flag that is not there is 404 whatever state was expected of it.
        if (locked.state.flags.has(key)) requireFlag(locked, key, conditions);
      },
    );
  }
}

function requireFlag(
  { environment, state }: LockedEnvironment,
  key: string,
  conditions: WriteConditions | undefined,
): void {
  if (conditions === undefined) return;
  requireConditions(conditions, state.flags.get(key), environment.epoch);
}

function flagAfter({ items, saved }: AppliedChange): Flag {
  const [written] = saved;
  if (written?.kind === 'flag' && written.flag !== undefined) return written.flag;
  const [item] = items;
  if (item?.kind === 'flag' && item.before !== undefined) return item.before;
  throw new TypeError('An upsert always leaves a flag behind.');
}
