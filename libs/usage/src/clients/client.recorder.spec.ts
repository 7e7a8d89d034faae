import { Logger } from '@nestjs/common';
import { ScrapeHooks } from '@app/platform/metrics';
import { Counter, Gauge, Registry } from 'prom-client';
import { aClient } from '../testing/a-client';
import { InMemoryConnectedClients } from '../testing/in-memory-connected.clients';
import { ClientMetrics } from './client.metrics';
import { ClientRecorder } from './client.recorder';
import type { ClientSighting } from './connected-client';
import { MOST_CLIENTS } from './connected.clients';

const HERE = { tenantId: 't', environmentId: 'here' };

/** Notes how much is written at a time, and is away when it is told to be. */
class WatchedClients extends InMemoryConnectedClients {
  readonly batches: number[] = [];
  away = false;

  override async note(sightings: readonly ClientSighting[]): Promise<number> {
    if (this.away) throw new Error('away');
    this.batches.push(sightings.length);
    return super.note(sightings);
  }
}

describe('clients on their way to the store', () => {
  let clients: WatchedClients;
  let recorder: ClientRecorder;
  let lost: Counter;
  let pending: Gauge;
  let hooks: ScrapeHooks;

  beforeEach(() => {
    Logger.overrideLogger(false);
    const registers = [new Registry()];
    lost = new Counter({ name: 'lost', help: '.', labelNames: ['reason'], registers });
    pending = new Gauge({ name: 'pending', help: '.', registers });
    hooks = new ScrapeHooks();
    clients = new WatchedClients();
    recorder = new ClientRecorder(clients, new ClientMetrics(lost, pending, hooks));
  });

  const stored = () => {
    const asked = { epoch: 'e', revision: 1 };
    return clients.list({ ...HERE, since: 0, asked }, { limit: 2 * MOST_CLIENTS });
  };
  const losses = async () => (await lost.get()).values.map(({ labels, value }) => [labels, value]);

  it('are written together, and not again', async () => {
    recorder.record(aClient('a', HERE));
    recorder.record(aClient('b', HERE));
    await recorder.flush();
    await recorder.flush();
    expect(clients.batches).toEqual([2]);
    expect(await stored()).toHaveLength(2);
  });

  it('wait while the store is away, and a later word replaces theirs', async () => {
    clients.away = true;
    recorder.record(aClient('a', { ...HERE, seenAt: 1, revision: 1 }));
    await recorder.flush();
    recorder.record(aClient('a', { ...HERE, seenAt: 2, revision: 2 }));
    await recorder.flush();
    clients.away = false;
    await recorder.flush();
    expect(await stored()).toMatchObject([{ clientId: 'a', revision: 2 }]);
    expect(await losses()).toEqual([]);
  });

  it('are counted as lost when too many wait', async () => {
    clients.away = true;
    for (let index = 0; index < MOST_CLIENTS + 3; index += 1) {
      recorder.record(aClient(`page-${index}`, HERE));
    }
    expect(await losses()).toEqual([[{ reason: 'memory' }, 3]]);
    await recorder.flush();
    expect(await losses()).toEqual([[{ reason: 'memory' }, 3]]);
    clients.away = false;
    await recorder.flush();
    expect(await stored()).toHaveLength(MOST_CLIENTS);
  });

  it('are counted as lost when the store forgets others for them', async () => {
    for (const round of ['former', 'later']) {
      for (let index = 0; index < MOST_CLIENTS; index += 1) {
        recorder.record(aClient(`${round}-${index}`, HERE));
      }
      await recorder.flush();
    }
    expect(await losses()).toEqual([[{ reason: 'limit' }, MOST_CLIENTS]]);
  });

  it('are written when the process ends', async () => {
    recorder.onApplicationBootstrap();
    recorder.record(aClient('a', HERE));
    await recorder.onModuleDestroy();
    expect(await stored()).toHaveLength(1);
  });
});
