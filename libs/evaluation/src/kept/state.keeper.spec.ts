import { Logger } from '@nestjs/common';
import type { Tx } from '@app/kernel';
import { ScrapeHooks } from '@app/platform/metrics';
import { KeyDirectory } from '../keys/application/key.directory';
import { SnapshotDocuments } from '../snapshots/serving/snapshot.documents';
import { SnapshotLoader } from '../snapshots/snapshot.loader';
import { SnapshotMetrics } from '../snapshots/snapshot.metrics';
import { SnapshotOffers } from '../snapshots/snapshot.offers';
import { SnapshotPoller } from '../snapshots/snapshot.poller';
import { SnapshotStore } from '../snapshots/snapshot.store';
import { aServedEnvironment, ZEBRA_DEV_REF } from '../testing/a-served-environment';
import { aSecret, anApiKey } from '../testing/api-key.builders';
import { InMemoryApiKeyRepository } from '../testing/in-memory-api-key.repository';
import { InMemoryKeptState } from '../testing/in-memory-kept-state';
import { InMemorySnapshotCache } from '../testing/in-memory-snapshot.cache';
import { ManualClock } from '../testing/manual.clock';
import { aFlag } from '../testing/scripted-snapshot.source';
import { EnvironmentKeeper } from './environment.keeper';
import { KeepMetrics } from './keep.metrics';
import { KeptSweep } from './kept.sweep';
import { StateKeeper } from './state.keeper';

const NO_TX = {} as Tx;

describe('keeping state outside of all stores', () => {
  let clock: ManualClock;
  let kept: InMemoryKeptState;
  let served: ReturnType<typeof aServedEnvironment>;
  let repository: InMemoryApiKeyRepository;

  /** A process on the same record and the same disk. */
  const start = async () => {
    const cache = new InMemorySnapshotCache();
    const metrics = new SnapshotMetrics();
    const loader = new SnapshotLoader(
      served.source,
      cache,
      new SnapshotOffers(cache),
      metrics,
      kept,
    );
    const store = new SnapshotStore(loader, metrics);
    const poller = new SnapshotPoller(store, served.source, clock, metrics, kept);
    const keys = new KeyDirectory(repository, clock, kept);
    const documents = new SnapshotDocuments(served.deltas, served.keyring);
    const keep = new KeepMetrics(new ScrapeHooks());
    const sweep = new KeptSweep(kept, served.source);
    const environments = new EnvironmentKeeper(kept, store, documents, poller, keep, sweep);
    const keeper = new StateKeeper(kept, environments, keys, served.keyring, keep);
    await keys.onApplicationBootstrap();
    await poller.onApplicationBootstrap();
    keys.onModuleDestroy();
    poller.onModuleDestroy();
    return { store, poller, keys, keeper };
  };
  const revisionKept = async () => (await kept.findEnvironment(ZEBRA_DEV_REF))?.revision;

  beforeEach(async () => {
    Logger.overrideLogger(false);
    clock = new ManualClock();
    kept = new InMemoryKeptState();
    served = aServedEnvironment();
    await served.keyring.reload();
    repository = new InMemoryApiKeyRepository(() => clock.now());
  });

  it('writes what there is once, and nothing more until it changes', async () => {
    const { secret, kept: hashed } = aSecret();
    await repository.add(NO_TX, anApiKey(), hashed);
    const { store, keeper } = await start();
    await store.get(ZEBRA_DEV_REF, clock.now());
    await keeper.save();
    const { writes } = kept;
    expect(await revisionKept()).toBe(1);
    expect(secret).toContain('toggle_zebra_');
    expect(await kept.findKeys()).toHaveLength(1);
    expect(await kept.findSigningKeys()).toHaveLength(1);
    await keeper.save();
    expect(kept.writes).toBe(writes);
  });

  it('writes the last of many changes', async () => {
    const { store, keeper } = await start();
    await store.get(ZEBRA_DEV_REF, clock.now());
    for (const version of [2, 3, 4]) {
      served.source.write([aFlag('a', version)]);
      await store.catchUp(ZEBRA_DEV_REF, clock.now());
    }
    const before = kept.writes;
    await keeper.save();
    expect(await revisionKept()).toBe(4);
    expect(kept.environments.size).toBe(1);
    expect(kept.writes - before).toBeLessThanOrEqual(3);
  });

  it('forgets an environment that is gone', async () => {
    const { store, keeper } = await start();
    await store.get(ZEBRA_DEV_REF, clock.now());
    await keeper.save();
    store.drop(ZEBRA_DEV_REF.environmentId);
    await keeper.save();
    expect(await kept.listEnvironments()).toEqual([]);
  });

  it('is what a process starts from whose stores are lost, until they are back', async () => {
    const { secret, kept: hashed } = aSecret();
    await repository.add(NO_TX, anApiKey(), hashed);
    const first = await start();
    await first.store.get(ZEBRA_DEV_REF, clock.now());
    await first.keeper.save();

    clock.advance(180_000);
    served.source.lost = true;
    const lost = jest.spyOn(repository, 'loadAll').mockRejectedValue(new Error('lost'));
    const second = await start();
    expect(second.keys.restored).toBe(true);
    expect(second.keys.find(secret)).toBeDefined();
    expect(second.poller.unconfirmed).toBe(true);
    expect(clock.now() - second.poller.confirmedAt).toBe(180_000);
    expect((await second.store.get(ZEBRA_DEV_REF, clock.now())).revision).toBe(1);

    served.source.lost = false;
    lost.mockRestore();
    served.source.write([aFlag('a', 2)]);
    await second.poller.pollNow();
    await second.keys.refresh();
    expect(second.poller.unconfirmed).toBe(false);
    expect(second.keys.restored).toBe(false);
    const newest = await second.store.catchUp(ZEBRA_DEV_REF, clock.now());
    expect(newest.revision).toBe(2);
  });

  it('does not say that a disk which fails has what it has not', async () => {
    const { store, keeper } = await start();
    await store.get(ZEBRA_DEV_REF, clock.now());
    const full = jest.spyOn(kept, 'saveEnvironment').mockRejectedValue(new Error('disk full'));
    await keeper.save();
    expect(await revisionKept()).toBeUndefined();
    full.mockRestore();
    await keeper.save();
    expect(await revisionKept()).toBe(1);
  });
});
