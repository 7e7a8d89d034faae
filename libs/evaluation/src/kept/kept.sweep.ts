import { Injectable } from '@nestjs/common';
import type { EnvironmentIds } from '../snapshots/environment-ref';
import { SnapshotSource } from '../snapshots/snapshot.source';
import { KeptState } from './kept-state';

/**
 * Forgets kept environments that were deleted while they were not in memory here: their deletion is
 * heard of as any change is, and the record is asked whether they are still there.
 */
@Injectable()
export class KeptSweep {
  private readonly touched = new Map<string, EnvironmentIds>();

  constructor(
    private readonly kept: KeptState,
    private readonly source: SnapshotSource,
  ) {}

  /** Something was committed in an environment: a change, or its end. */
  heard({ tenantId, environmentId }: EnvironmentIds): void {
    if (this.kept.enabled) this.touched.set(environmentId, { tenantId, environmentId });
  }

  /** Removes those that are gone of what was heard of. What fails is done the next time. @throws when the disk fails */
  async sweep(): Promise<void> {
    if (this.touched.size === 0) return;
    const touched = [...this.touched.values()];
    this.touched.clear();
    try {
      await this.removeGone(touched);
    } catch (error) {
      touched.forEach((ids) => this.heard(ids));
      throw error;
    }
  }

  private async removeGone(touched: readonly EnvironmentIds[]): Promise<void> {
    const ids = new Set(await this.kept.listEnvironments());
    const kept = touched.filter(({ environmentId }) => ids.has(environmentId));
    if (kept.length === 0) return;
    const present = await this.source.positions(kept).catch(() => undefined);
    if (present === undefined) return kept.forEach((one) => this.heard(one));
    for (const { environmentId } of kept) {
      if (!present.has(environmentId)) await this.kept.removeEnvironment(environmentId);
    }
  }
}
