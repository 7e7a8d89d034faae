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
  private touched = new Map<string, EnvironmentIds>();

  constructor(
    private readonly kept: KeptState,
    private readonly source: SnapshotSource,
  ) {}

  /** Something was committed in an environment: a change, or its end. */
  heard({ tenantId, environmentId }: EnvironmentIds): void {
    if (this.kept.enabled) this.touched.set(environmentId, { tenantId, environmentId });
  }

  /** Removes those that are gone of what was heard of. Without the record it is done the next time. @throws when the disk fails */
  async sweep(): Promise<void> {
    const touched = this.touched;
    if (touched.size === 0) return;
    this.touched = new Map();
    const kept = (await this.kept.listEnvironments()).flatMap((id) => touched.get(id) ?? []);
    if (kept.length === 0) return;
    const present = await this.source.positions(kept).catch(() => undefined);
    for (const ids of kept) {
      if (present === undefined) this.heard(ids);
      else if (!present.has(ids.environmentId)) {
        await this.kept.removeEnvironment(ids.environmentId);
      }
    }
  }
}
