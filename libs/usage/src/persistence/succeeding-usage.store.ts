import { inPointOrder } from '../counts/point-order';
import type { UsageBatch, UsageCount } from '../counts/usage-count';
import { type UsagePoint, type UsageQuery, UsageStore } from '../counts/usage.store';

/**
 * Counts in one store, and still tells and tidies what an earlier configuration left in another, so
 * that whoever moves on neither loses what was counted nor keeps it for ever.
 */
export class SucceedingUsageStore extends UsageStore {
  constructor(
    private readonly present: UsageStore,
    private readonly former: UsageStore,
  ) {
    super();
  }

  override add(batch: UsageBatch): Promise<readonly UsageCount[]> {
    return this.present.add(batch);
  }

  override async read(query: UsageQuery): Promise<UsagePoint[]> {
    const [former, present] = await Promise.all([
      this.former.read(query),
      this.present.read(query),
    ]);
    if (former.length === 0) return present;
    const points = Map.groupBy(
      [...former, ...present],
      ({ at, variant }) => `${at} ${variant ?? ''}`,
    );
    return [...points.values()].map(sumOf).sort(inPointOrder);
  }

  override async tidy(times: { readonly now: number; readonly before: number }): Promise<void> {
    await this.former.tidy(times);
    await this.present.tidy(times);
  }
}

/** @param points one at least, of one time and variant */
function sumOf(points: readonly UsagePoint[]): UsagePoint {
  return points.reduce((sum, { count, bulkCount }) => ({
    ...sum,
    count: sum.count + count,
    bulkCount: sum.bulkCount + bulkCount,
  }));
}
