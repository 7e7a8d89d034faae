import { randomUUID } from 'node:crypto';
import type { Snapshot } from '@app/flag-engine';
import type { EnvironmentRef } from '../snapshots/environment-ref';
import type { SnapshotCache } from '../snapshots/snapshot.cache';
import { ZEBRA_DEV } from './api-key.builders';
import { aFlag } from './scripted-snapshot.source';

/** An environment of its own. */
export function aRef(): EnvironmentRef {
  const { tenant, environment } = ZEBRA_DEV;
  return {
    tenantId: randomUUID(),
    tenant,
    environmentId: randomUUID(),
    environment: environment.name,
  };
}

/** A snapshot whose flag is of the revision's version. */
export function aSnapshot(revision: number, epoch = 'e1'): Snapshot {
  const flags = [aFlag('a', revision, { description: 'ü 🎉' })];
  return { schema: 1, tenant: 'zebra', environment: 'dev', epoch, revision, flags, segments: [] };
}

/** What every cache of snapshots keeps to. */
export function snapshotCacheContract(open: () => SnapshotCache): void {
  let cache: SnapshotCache;
  let ref: EnvironmentRef;
  beforeEach(() => {
    cache = open();
    ref = aRef();
  });

  it('has nothing at first, and nothing of another environment', async () => {
    await cache.offer(aRef(), aSnapshot(1));
    expect(await cache.find(ref)).toBeUndefined();
  });

  it('gives back what was offered', async () => {
    await cache.offer(ref, aSnapshot(1));
    expect(await cache.find(ref)).toEqual(aSnapshot(1));
  });

  it('forgets one environment and keeps the others', async () => {
    const other = aRef();
    for (const one of [ref, other]) await cache.offer(one, aSnapshot(1));
    await cache.remove(ref);
    await cache.remove(aRef());
    expect(await cache.find(ref)).toBeUndefined();
    expect(await cache.find(other)).toEqual(aSnapshot(1));
  });

  it('keeps the newer of two, whichever comes last', async () => {
    await cache.offer(ref, aSnapshot(2));
    await cache.offer(ref, aSnapshot(1));
    expect(await cache.find(ref)).toEqual(aSnapshot(2));
    await cache.offer(ref, aSnapshot(3));
    expect(await cache.find(ref)).toEqual(aSnapshot(3));
  });

  it('takes what is of another epoch, whatever its revision', async () => {
    await cache.offer(ref, aSnapshot(9));
    await cache.offer(ref, aSnapshot(1, 'e2'));
    expect(await cache.find(ref)).toEqual(aSnapshot(1, 'e2'));
  });

  it('ends with the newest, however many offer at once', async () => {
    const revisions = Array.from({ length: 20 }, (_, index) => index + 1);
    await Promise.all(revisions.map((revision) => cache.offer(ref, aSnapshot(revision))));
    expect((await cache.find(ref))?.revision).toBe(20);
  });
}
