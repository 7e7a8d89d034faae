import type { Audience } from '../ofrep/evaluation-caller';
import type { EnvironmentRef } from '../snapshots/environment-ref';
import type { CountedAnswer } from './counted-answer';
import { MissingFlags, type MissingFlag } from './missing-flags';

/** How often a flag was evaluated to a variant within a minute. */
export interface FlagUsage {
  readonly ref: EnvironmentRef;
  readonly flag: string;
  /** `undefined`: the caller's own default, or an error. */
  readonly variant: string | undefined;
  /** Evaluations that named the flag. */
  count: number;
  /** Evaluations among all others of a bulk answer. */
  bulkCount: number;
}

/** The evaluations of one minute, by environment, flag and variant. */
export class MinuteUsage {
  private readonly byVariant = new Map<string, FlagUsage>();
  private readonly missing = new MissingFlags();

  /** @param startedAt epoch milliseconds at which the minute began */
  constructor(readonly startedAt: number) {}

  add({ ref, key, result, uses, bulkUses }: CountedAnswer): void {
    const id = `${ref.environmentId}\n${key}\n${result.variant ?? ''}`;
    const known = this.byVariant.get(id);
    if (known === undefined) {
      const { variant } = result;
      this.byVariant.set(id, { ref, flag: key, variant, count: uses, bulkCount: bulkUses });
      return;
    }
    known.count += uses;
    known.bulkCount += bulkUses;
  }

  /** Counts an evaluation of a flag that the environment does not have. */
  addMissing(ref: EnvironmentRef, key: string, audience: Audience): void {
    this.missing.add(ref, key, audience);
  }

  get flags(): readonly FlagUsage[] {
    return [...this.byVariant.values()];
  }

  /** Keys that were asked for and are no flag's, as many as are remembered. */
  get missingFlags(): readonly MissingFlag[] {
    return this.missing.list();
  }
}
