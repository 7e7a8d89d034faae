import { Logger } from '@nestjs/common';
import { evaluate } from '@app/flag-engine';
import { StoreUnavailable } from '@app/kernel';
import { EnvironmentNotFound } from '@app/tenancy';
import { eventually } from '@app/testing';
import { InMemorySnapshotCache } from '../testing/in-memory-snapshot.cache';
import { aFlag, ScriptedSnapshotSource } from '../testing/scripted-snapshot.source';
import { aRef } from '../testing/snapshot-cache.contract';
import { SnapshotLoader } from './snapshot.loader';
import { SnapshotMetrics } from './snapshot.metrics';
import { SnapshotOffers } from './snapshot.offers';
import { SnapshotStore } from './snapshot.store';

const NOW = 1_000_000;

describe('the environments in memory', () => {
  let source: ScriptedSnapshotSource;
  let cache: InMemorySnapshotCache;
  let store: SnapshotStore;
  const ref = aRef();
  const get = () => store.get(ref, NOW);
  const revision = () => store.find(ref.environmentId, NOW)?.revision;

  const open = () => {
    const metrics = new SnapshotMetrics();
    const offers = new SnapshotOffers(cache);
    return new SnapshotStore(new SnapshotLoader(source, cache, offers, metrics), metrics);
  };

  beforeEach(() => {
    Logger.overrideLogger(false);
    source = new ScriptedSnapshotSource();
    cache = new InMemorySnapshotCache();
    store = open();
  });

  it('are loaded once, however many ask at the same time', async () => {
    const release = source.hold();
    const asked = Array.from({ length: 50 }, get);
    release();
    const [first, ...others] = await Promise.all(asked);
    expect(others.every((loaded) => loaded === first)).toBe(true);
    expect(source.reads).toBe(1);
    await get();
    expect(source.reads).toBe(1);
  });

  it('are found without I/O from then on', async () => {
    expect(store.find(ref.environmentId, NOW)).toBeUndefined();
    const loaded = await get();
    expect(store.find(ref.environmentId, NOW)).toBe(loaded);
  });

  it('are tried again after a load that failed', async () => {
    source.lost = true;
    await expect(get()).rejects.toThrow(StoreUnavailable);
    source.lost = false;
    expect((await get()).revision).toBe(1);
  });

  it('do not exist where the record says so', async () => {
    source.gone = true;
    await expect(get()).rejects.toThrow(EnvironmentNotFound);
  });

  it('become what was heard of, by reading what changed and nothing else', async () => {
    const before = await get();
    store.heard(ref.environmentId, source.write([aFlag('a'), aFlag('b')]));
    await eventually(() => expect(revision()).toBe(2));
    expect([source.reads, source.deltas]).toEqual([1, 1]);
    const after = await get();
    expect(after.keys).toEqual(['a', 'b']);
    expect(after.compiled.flags.get('a')).toBe(before.compiled.flags.get('a'));
  });

  it('are read whole where changes cannot be told', async () => {
    await get();
    source.tellsChanges = false;
    store.heard(ref.environmentId, source.write([aFlag('a', 2)]));
    await eventually(() => expect(revision()).toBe(2));
    expect(source.reads).toBe(2);
  });

  it('are never replaced by an older revision, however late it is heard of', async () => {
    await get();
    const first = source.write([aFlag('a', 2)]);
    store.heard(ref.environmentId, source.write([aFlag('a', 3)]));
    await eventually(() => expect(revision()).toBe(3));
    const { deltas } = source;
    store.heard(ref.environmentId, first);
    store.heard(ref.environmentId, { epoch: 'e1', revision: 3 });
    expect(source.deltas).toBe(deltas);
    expect(revision()).toBe(3);
  });

  it('catch up with what is heard of while they are being read', async () => {
    await get();
    const changes: number[] = [];
    store.onChange((loaded) => changes.push(loaded.revision));
    const release = source.hold();
    store.heard(ref.environmentId, source.write([aFlag('a', 2)]));
    await eventually(() => expect(source.deltas).toBe(1));
    store.heard(ref.environmentId, source.write([aFlag('a', 3)]));
    release();
    await eventually(() => expect(revision()).toBe(3));
    expect(changes).toEqual([...changes].sort());
  });

  it('catch up with what is heard of while they are loaded for the first time', async () => {
    const release = source.hold();
    const loading = get();
    await eventually(() => expect(source.reads).toBe(1));
    store.heard(ref.environmentId, source.write([aFlag('a', 2)]));
    release();
    await loading;
    await eventually(() => expect(revision()).toBe(2));
  });

  it('follow the record into another epoch, and no message out of it', async () => {
    const before = await get();
    store.heard(ref.environmentId, source.write([aFlag('a', 9)], { epoch: 'e2', revision: 1 }));
    await eventually(() => expect(revision()).toBe(1));
    await eventually(() => expect(store.find(ref.environmentId, NOW)?.epoch).toBe('e2'));
    store.heard(ref.environmentId, { epoch: before.epoch, revision: 400 });
    await eventually(() => expect(source.deltas).toBe(2));
    expect(store.find(ref.environmentId, NOW)?.epoch).toBe('e2');
  });

  it('go on answering when the record is lost, and catch up when it is back', async () => {
    await get();
    const position = source.write([aFlag('a', 2, { enabled: false })]);
    source.lost = true;
    store.heard(ref.environmentId, position);
    await eventually(() => expect(source.deltas).toBe(1));
    expect(evaluate((await get()).compiled, 'a', {}, NOW)).toMatchObject({ value: true });
    source.lost = false;
    await eventually(() => {
      store.heard(ref.environmentId, position);
      expect(revision()).toBe(2);
    });
    expect(evaluate((await get()).compiled, 'a', {}, NOW)).toMatchObject({ value: false });
  });

  it('come out of the cache when the record is lost, and with what changed since when it is not', async () => {
    await get();
    await eventually(async () => expect((await cache.find(ref))?.revision).toBe(1));
    source.write([aFlag('a', 2), aFlag('b')]);
    expect((await open().get(ref, NOW)).revision).toBe(2);
    expect(source.reads).toBe(1);
    await eventually(async () => expect((await cache.find(ref))?.revision).toBe(2));
    source.lost = true;
    expect((await open().get(ref, NOW)).revision).toBe(2);
  });

  it('are the newest when a request knows of something newer', async () => {
    await get();
    source.write([aFlag('a', 2)]);
    expect((await store.catchUp(ref, NOW)).revision).toBe(2);
    source.lost = true;
    expect((await store.catchUp(ref, NOW)).revision).toBe(2);
  });

  it('ask the record a few times, not once per request that wants the newest', async () => {
    await get();
    await Promise.all(Array.from({ length: 500 }, () => store.catchUp(ref, NOW)));
    expect(source.deltas).toBeLessThanOrEqual(3);
  });

  it('hold up no request when the record hangs', async () => {
    await get();
    source.write([aFlag('a', 2)]);
    const release = source.hold();
    expect((await store.catchUp(ref, NOW)).revision).toBe(1);
    release();
  });

  it('are forgotten when nobody asks for them, unless they are held', async () => {
    await get();
    const letGo = store.hold(ref);
    store.evictIdle(NOW + 1);
    expect(revision()).toBe(1);
    letGo();
    letGo();
    store.evictIdle(NOW);
    expect(revision()).toBe(1);
    store.evictIdle(NOW + 1);
    expect(revision()).toBeUndefined();
    expect((await get()).revision).toBe(1);
  });

  it('are held before they are loaded, too', async () => {
    const letGo = store.hold(ref);
    await get();
    store.evictIdle(NOW + 1);
    expect(revision()).toBe(1);
    letGo();
  });

  it('do not come back by a refresh that was under way when they were forgotten', async () => {
    await get();
    const changes = jest.fn();
    store.onChange(changes);
    const release = source.hold();
    store.heard(ref.environmentId, source.write([aFlag('a', 2)]));
    await eventually(() => expect(source.deltas).toBe(1));
    store.evictIdle(NOW + 1);
    release();
    await get();
    expect(changes).not.toHaveBeenCalled();
    expect(revision()).toBe(2);
  });

  it('are gone when the record says so, and whoever listens is told', async () => {
    await get();
    const gone = jest.fn();
    store.onGone(gone);
    source.gone = true;
    store.heard(ref.environmentId, { epoch: 'e1', revision: 2 });
    await eventually(() => expect(gone).toHaveBeenCalledWith(ref.environmentId));
    expect(revision()).toBeUndefined();
  });
});
