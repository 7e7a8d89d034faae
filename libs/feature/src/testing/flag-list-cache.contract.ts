import { environmentName, tenantSlug } from '@app/kernel';
import type { FlagListCache, ListKey } from '../application/flag-list.cache';
import type { FlagList } from '../domain/flag-list';
import { aFlag } from './feature.builders';

/** A list of one flag; `revision` says which state. */
export function aList(revision: number, epoch = 'e1'): FlagList {
  const flags = [aFlag('checkout', { version: revision, name: `at ${revision}` })];
  return { environmentId: '0199a3c2-7a51-7c3e-b0a5-000000000001', epoch, revision, flags };
}

/** What a cache is tested with. */
export interface CacheSubject {
  readonly cache: FlagListCache;
  /** Makes this the present state of the environment in the database. */
  commit(list: FlagList): void;
  /** Lets `ms` pass, as the cache sees it. */
  pass(ms: number): Promise<void>;
}

const KEY: ListKey = {
  tenant: tenantSlug('zebra'),
  tenantId: '0199a3c2-7a51-7c3e-b0a5-000000000002',
  environment: environmentName('dev'),
};

/** What every cache of flag lists keeps to. `open` gives an empty one whose lists live for `ttlMs`. */
export function flagListCacheContract(
  open: (ttlMs: number) => Promise<CacheSubject> | CacheSubject,
): void {
  const ttlMs = 1_000;
  let subject: CacheSubject;
  const put = (list: FlagList) => {
    subject.commit(list);
    return subject.cache.put(KEY, list);
  };
  const find = (held?: { epoch: string; revision: number }) => subject.cache.find(KEY, held);
  const invalidate = (revision: number, epoch = 'e1') =>
    subject.cache.invalidate(KEY, { epoch, revision });

  beforeEach(async () => {
    subject = await open(ttlMs);
  });

  it('has nothing at first', async () => {
    expect(await find()).toEqual({ kind: 'miss' });
  });

  it('gives back what was put', async () => {
    expect(await put(aList(1))).toBe('stored');
    expect(await find()).toEqual({ kind: 'hit', list: aList(1) });
  });

  it('does not send again what the asker holds', async () => {
    await put(aList(1));
    expect(await find({ epoch: 'e1', revision: 1 })).toEqual({ kind: 'same' });
    expect(await find({ epoch: 'e1', revision: 2 })).toEqual({ kind: 'hit', list: aList(1) });
    expect(await find({ epoch: 'e0', revision: 1 })).toEqual({ kind: 'hit', list: aList(1) });
  });

  it('forgets a list when its life is over', async () => {
    await put(aList(1));
    await subject.pass(ttlMs + 50);
    expect(await find()).toEqual({ kind: 'miss' });
    expect(await find({ epoch: 'e1', revision: 1 })).toEqual({ kind: 'miss' });
  });

  it('forgets an older list when told of a commit', async () => {
    await put(aList(1));
    await invalidate(2);
    expect(await find()).toEqual({ kind: 'miss' });
  });

  it('takes no list from a late reader that is older than a commit it was told of', async () => {
    await invalidate(2);
    expect(await put(aList(1))).toBe('stale');
    expect(await find()).toEqual({ kind: 'miss' });
    expect(await put(aList(2))).toBe('stored');
  });

  it('lets no older list replace a newer one', async () => {
    await put(aList(3));
    expect(await subject.cache.put(KEY, aList(2))).toBe('stale');
    expect(await find()).toEqual({ kind: 'hit', list: aList(3) });
  });

  it('keeps a list that is new enough when a commit is told again, late', async () => {
    await invalidate(2);
    await put(aList(2));
    await invalidate(2);
    await invalidate(1);
    expect(await find()).toEqual({ kind: 'hit', list: aList(2) });
  });

  it('takes nothing of another epoch than the one it was told of, whatever the revision', async () => {
    await put(aList(7, 'before-restore'));
    await invalidate(1, 'after-restore');
    expect(await put(aList(9, 'before-restore'))).toBe('refused');
    expect(await put(aList(1, 'after-restore'))).toBe('stored');
    expect(await find()).toEqual({ kind: 'hit', list: aList(1, 'after-restore') });
  });

  it('keeps environments apart', async () => {
    await put(aList(1));
    const other = { ...KEY, environment: environmentName('prod') };
    expect(await subject.cache.find(other)).toEqual({ kind: 'miss' });
    await subject.cache.invalidate(other, { epoch: 'e1', revision: 5 });
    expect(await find()).toEqual({ kind: 'hit', list: aList(1) });
  });

  it('whoever reads, writes and tells in whatever order, is never older than what was told', async () => {
    for (let round = 1; round <= 20; round += 1) {
      const revisions = Array.from({ length: 5 }, (_, index) => round * 10 + index);
      await Promise.all(
        revisions.flatMap((revision) => [
          subject.cache.put(KEY, aList(revision)),
          invalidate(revision),
          subject.cache.put(KEY, aList(revision - 1)),
        ]),
      );
      const newest = round * 10 + 4;
      subject.commit(aList(newest));
      const found = await find();
      if (found.kind === 'hit') expect(found.list.revision).toBe(newest);
    }
  });
}
