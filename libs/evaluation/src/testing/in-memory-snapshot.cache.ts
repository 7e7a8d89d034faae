import type { Snapshot } from '@app/flag-engine';
import { type EnvironmentRef, follows } from '../snapshots/environment-ref';
import { SnapshotCache } from '../snapshots/snapshot.cache';

/** A cache in memory, as text, so that what is put in and taken out are never the same objects. */
export class InMemorySnapshotCache extends SnapshotCache {
  private readonly texts = new Map<string, string>();

  override async find({ environmentId }: EnvironmentRef): Promise<Snapshot | undefined> {
    const text = this.texts.get(environmentId);
    return text === undefined ? undefined : (JSON.parse(text) as Snapshot);
  }

  override async remove({ environmentId }: EnvironmentRef): Promise<void> {
    this.texts.delete(environmentId);
  }

  override async offer(environment: EnvironmentRef, snapshot: Snapshot): Promise<void> {
    const present = await this.find(environment);
    if (present !== undefined && follows(present, snapshot)) return;
    this.texts.set(environment.environmentId, JSON.stringify(snapshot));
  }
}
