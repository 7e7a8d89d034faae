import { Logger } from '@nestjs/common';
import { loadConfig } from '@app/platform/config';
import { ManualClock } from '../../../evaluation/src/testing/manual.clock';
import { aClient } from '../testing/a-client';
import { InMemoryConnectedClients } from '../testing/in-memory-connected.clients';
import { InMemorySampledContexts } from '../testing/in-memory-sampled.contexts';
import { InMemoryUsageLedger } from '../testing/in-memory-usage.ledger';
import { MoodyUsageStore } from '../testing/moody-usage.store';
import { UsageUpkeep } from './usage.upkeep';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const PLACE = { tenantId: 't', environmentId: 'e' };

describe('the hourly upkeep', () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  it('forgets clients and contexts while the store of counts is away', async () => {
    const store = new MoodyUsageStore();
    store.mood = 'away';
    const clients = new InMemoryConnectedClients();
    await clients.note([aClient('gone', { ...PLACE, seenAt: 0 })]);
    const contexts = new InMemorySampledContexts();
    const expire = jest.spyOn(contexts, 'expire');

    const config = loadConfig({ NODE_ENV: 'test' });
    const ledger = new InMemoryUsageLedger();
    await new UsageUpkeep(store, ledger, clients, contexts, new ManualClock(NOW), config).run();

    const everybody = { ...PLACE, since: 0, asked: { epoch: 'e', revision: 1 } };
    expect(await clients.list(everybody, { limit: 10 })).toEqual([]);
    expect(expire).toHaveBeenCalledWith(NOW);
  });
});
