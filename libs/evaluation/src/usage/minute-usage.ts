import type { EnvironmentRef } from '../snapshots/environment-ref';
import type { CountedAnswer } from './counted-answer';

/** How often a flag was evaluated to a variant within a minute. */
export interface FlagUsage {
  readonly ref: EnvironmentRef;
  readonly flag: string;
  /** `undefined`: the caller's own default, or an error. */
  readonly variant: string | undefined;
  count: number;
}

/** The evaluations of one minute, by environment, flag and variant. */
export class MinuteUsage {
  private readonly byVariant = new Map<string, FlagUsage>();

  /** @param startedAt epoch milliseconds at which the minute began */
  constructor(readonly startedAt: number) {}

  add({ ref, key, result, uses }: CountedAnswer): void {
    const id = `${ref.environmentId}\n${key}\n${result.variant ?? ''}`;
    const known = this.byVariant.get(id);
    if (known !== undefined) known.count += uses;
    else this.byVariant.set(id, { ref, flag: key, variant: result.variant, count: uses });
  }

  get flags(): readonly FlagUsage[] {
    return [...this.byVariant.values()];
  }
}
