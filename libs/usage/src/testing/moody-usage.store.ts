import type { UsageBatch, UsageCount } from '../counts/usage-count';
import { InMemoryUsageStore } from './in-memory-usage.store';

/** A store that fails as it is told. */
export class MoodyUsageStore extends InMemoryUsageStore {
  /** `lost answer`: takes a batch and does not say so. */
  mood: 'well' | 'away' | 'lost answer' = 'well';
  /** What it will never take. */
  refuses: (count: UsageCount) => boolean = () => false;

  override async add({ id, counts }: UsageBatch): Promise<readonly UsageCount[]> {
    if (this.mood === 'away') throw new Error('away');
    await super.add({ id, counts: counts.filter((count) => !this.refuses(count)) });
    if (this.mood === 'lost answer') throw new Error('timed out');
    return counts.filter(this.refuses);
  }

  override async tidy(times: { readonly now: number; readonly before: number }): Promise<void> {
    if (this.mood === 'away') throw new Error('away');
    await super.tidy(times);
  }
}
