import { Logger } from '@nestjs/common';
import type { Tx } from '@app/kernel';
import { Readiness } from '@app/platform/health';
import { ScrapeHooks } from '@app/platform/metrics';
import { eventually } from '@app/testing';
import { KeyDirectory } from '../keys/application/key.directory';
import { EnvironmentDeltas } from '../snapshots/serving/environment.deltas';
import { aKeyring } from '../testing/a-keyring';
import { ServingMetrics } from '../snapshots/serving/serving.metrics';
import { SnapshotLoader } from '../snapshots/snapshot.loader';
import { SnapshotMetrics } from '../snapshots/snapshot.metrics';
import { SnapshotOffers } from '../snapshots/snapshot.offers';
import { SnapshotStore } from '../snapshots/snapshot.store';
import { aSecret, anApiKey, ZEBRA_DEV } from '../testing/api-key.builders';
import { InMemoryApiKeyRepository } from '../testing/in-memory-api-key.repository';
import { InMemorySnapshotCache } from '../testing/in-memory-snapshot.cache';
import { ManualClock } from '../testing/manual.clock';
import { RecordedResponse } from '../testing/recorded.response';
import { aFlag, ScriptedSnapshotSource } from '../testing/scripted-snapshot.source';
import type { EvaluationCaller } from '../ofrep/evaluation-caller';
import { DeltaEvents } from './delta.events';
import { StreamClient } from './stream-client';
import { StreamHub } from './stream.hub';
import { StreamMetrics } from './stream.metrics';

const { tenantId, tenant, environment } = ZEBRA_DEV;
const REF = { tenantId, tenant, environmentId: environment.id, environment: environment.name };

describe('open event streams', () => {
  const clock = new ManualClock();
  let source: ScriptedSnapshotSource;
  let store: SnapshotStore;
  let repository: InMemoryApiKeyRepository;
  let keys: KeyDirectory;
  let readiness: Readiness;
  let hub: StreamHub;

  const join = async (more: Partial<EvaluationCaller> = {}) => {
    const response = new RecordedResponse();
    const caller: EvaluationCaller = { ref: REF, audience: 'server', ...more };
    const client = new StreamClient(caller, response.asResponse());
    hub.join(client, await store.get(REF, clock.now()));
    return { client, response };
  };
  const change = () => store.heard(REF.environmentId, source.write([aFlag('a', 2)]));

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setTimeout', 'setImmediate', 'nextTick', 'performance'] });
    Logger.overrideLogger(false);
    source = new ScriptedSnapshotSource();
    const cache = new InMemorySnapshotCache();
    const metrics = new SnapshotMetrics();
    const loader = new SnapshotLoader(source, cache, new SnapshotOffers(cache), metrics);
    store = new SnapshotStore(loader, metrics);
    repository = new InMemoryApiKeyRepository(() => clock.now());
    keys = new KeyDirectory(repository, clock);
    readiness = new Readiness();
    const { keyring } = aKeyring(clock);
    const deltas = new DeltaEvents(
      new EnvironmentDeltas(source, keyring, new ServingMetrics(new ScrapeHooks())),
      keyring,
    );
    const streams = new StreamMetrics(new ScrapeHooks());
    hub = new StreamHub(store, keys, clock, streams, deltas, readiness);
  });
  afterEach(() => {
    hub.onModuleDestroy();
    jest.useRealTimers();
  });

  it('are told of a newer state, each once', async () => {
    const readers = await Promise.all([join(), join()]);
    change();
    await eventually(() =>
      expect(readers.map(({ response }) => response.events)).toEqual([['e1:2'], ['e1:2']]),
    );
  });

  it('are told nothing when they have left', async () => {
    const [gone, stays] = [await join(), await join()];
    hub.leave(gone.client);
    hub.leave(gone.client);
    expect(hub.size).toBe(1);
    change();
    await eventually(() => expect(stays.response.events).toHaveLength(1));
    expect(gone.response.events).toEqual([]);
  });

  it('are dropped, not buffered, when their reader is slow', async () => {
    const [slow, quick] = [await join(), await join()];
    slow.response.writableLength = 65 * 1024;
    change();
    await eventually(() => expect(quick.response.events).toHaveLength(1));
    expect(slow.response.state).toBe('destroyed');
    expect(slow.response.text).toBe('');
    expect(hub.size).toBe(1);
  });

  it('are kept alive by a comment every twenty seconds', async () => {
    const { response } = await join();
    jest.advanceTimersByTime(20_000);
    expect(response.text).toBe(': heartbeat\n\n');
  });

  it('end when their key is revoked, and the others stay', async () => {
    const [key, other] = [anApiKey(), anApiKey()];
    const [one, two] = [aSecret(), aSecret()];
    await repository.add({} as Tx, key, one.kept);
    await repository.add({} as Tx, other, two.kept);
    await keys.refresh();
    const credential = keys.find(one.secret);
    const revoked = await join({ ...(credential && { credential }) });
    const kept = await join({ credential: keys.find(two.secret)! });
    await repository.revoke({} as Tx, key, new Date(clock.now()));
    await keys.refresh();
    expect([revoked.response.state, kept.response.state]).toEqual(['ended', 'open']);
    expect(hub.size).toBe(1);
  });

  it('end within a second when their session or their secret has expired', async () => {
    const key = anApiKey();
    const { secret, kept } = aSecret({ expiresAt: new Date(clock.now() + 500) });
    await repository.add({} as Tx, key, kept);
    await keys.refresh();
    const byKey = await join({ credential: keys.find(secret)! });
    const session = await join({ validUntil: clock.now() + 500 });
    clock.advance(600);
    jest.advanceTimersByTime(1_000);
    expect([byKey.response.state, session.response.state]).toEqual(['ended', 'ended']);
  });

  it('end when their environment is gone', async () => {
    const { response } = await join();
    store.drop(REF.environmentId);
    expect(response.state).toBe('ended');
  });

  it('end when the process is drained', async () => {
    const { response } = await join();
    readiness.startDraining();
    expect(response.state).toBe('ended');
    expect(hub.size).toBe(0);
  });

  it('are told of a rule that begins by time alone, and not of dates in contexts', async () => {
    const at = clock.now() + 30;
    const scheduled = aFlag('timed', 1, {
      strategy: {
        type: 'rules',
        rules: [
          { id: 'later', from: new Date(at).toISOString(), serve: { variant: 'on' } },
          {
            id: 'trial',
            when: { attribute: 'trialEndsAt', operator: 'after', values: ['$now'] },
            serve: { variant: 'on' },
          },
        ],
      },
    });
    store.heard(REF.environmentId, source.write([scheduled]));
    await eventually(async () => expect((await store.get(REF, clock.now())).revision).toBe(2));
    const { response } = await join();
    clock.advance(31);
    await eventually(() => expect(response.events).toEqual(['e1:2']));
  });
});
