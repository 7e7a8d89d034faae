import { INTERVAL_MS } from '../counts/interval';
import { inPointOrder } from '../counts/point-order';
import type { UsageBatch, UsageCount } from '../counts/usage-count';
import { type UsagePoint, type UsageQuery, UsageStore } from '../counts/usage.store';

/** Counts in memory. */
export class InMemoryUsageStore extends UsageStore {
  private readonly batches = new Map<string, UsageBatch>();

  override add(batch: UsageBatch): Promise<readonly UsageCount[]> {
    if (!this.batches.has(batch.id)) this.batches.set(batch.id, batch);
    return Promise.resolve([]);
  }

  override read(query: UsageQuery): Promise<UsagePoint[]> {
    const width = INTERVAL_MS[query.interval];
    const points = new Map<string, UsagePoint>();
    for (const { minute, variant, count, bulkCount } of this.countsIn(query)) {
      const at = minute - (minute % width);
      const id = `${at} ${variant ?? ''}`;
      const known = points.get(id);
      points.set(id, {
        at,
        variant,
        count: (known?.count ?? 0) + count,
        bulkCount: (known?.bulkCount ?? 0) + bulkCount,
      });
    }
    return Promise.resolve([...points.values()].sort(inPointOrder));
  }

  override tidy({ before }: { before: number }): Promise<void> {
    for (const { id, counts } of this.batches.values()) {
      this.batches.set(id, { id, counts: counts.filter(({ minute }) => minute >= before) });
    }
    return Promise.resolve();
  }

  private countsIn({ tenantId, environmentId, flag, from, to }: UsageQuery): UsageCount[] {
    return [...this.batches.values()]
      .flatMap(({ counts }) => counts)
      .filter(
        (count) =>
          count.tenantId === tenantId &&
          count.environmentId === environmentId &&
          count.flag === flag &&
          count.minute >= from &&
          count.minute < to,
      );
  }
}
