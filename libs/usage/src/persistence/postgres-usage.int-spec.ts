import { randomUUID } from 'node:crypto';
import type { EnvironmentRef } from '@app/evaluation';
import { loadConfig } from '@app/platform/config';
import { TENANCY_ENTITIES, TENANCY_MIGRATIONS } from '@app/tenancy';
import { usePostgres } from '@app/testing';
import { ManualClock } from '../../../evaluation/src/testing/manual.clock';
import { UsageUpkeep } from '../counts/usage.upkeep';
import { InMemoryConnectedClients } from '../testing/in-memory-connected.clients';
import { InMemorySampledContexts } from '../testing/in-memory-sampled.contexts';
import { aPlaceIn } from '../testing/a-place-in';
import { aCount } from '../testing/usage.builders';
import { usageLedgerContract } from '../testing/usage-ledger.contract';
import { usageStoreContract } from '../testing/usage-store.contract';
import { USAGE_ENTITIES, USAGE_MIGRATIONS } from '.';
import { PostgresUsageLedger } from './postgres-usage.ledger';
import { PostgresUsageStore } from './postgres-usage.store';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.parse('2026-11-25T12:00:00Z');

describe('usage in PostgreSQL', () => {
  const database = usePostgres({
    migrations: [...TENANCY_MIGRATIONS, ...USAGE_MIGRATIONS],
    entities: [...TENANCY_ENTITIES, ...USAGE_ENTITIES],
  });

  const aPlace = (): Promise<EnvironmentRef> => aPlaceIn(database.dataSource);

  describe('the counts', () => {
    usageStoreContract(async () => ({
      store: new PostgresUsageStore(database.dataSource),
      refs: [await aPlace(), await aPlace()],
      settled: () => Promise.resolve(),
    }));
  });

  describe('the ledger', () => {
    usageLedgerContract(async () => ({
      ledger: new PostgresUsageLedger(database.dataSource),
      places: [await aPlace(), await aPlace()],
    }));

    it('keeps so many unknown keys of an environment, those asked for last', async () => {
      const ledger = new PostgresUsageLedger(database.dataSource);
      const place = await aPlace();
      const unknown = Array.from({ length: 501 }, (_, number) => {
        const flag = `key-${number}`;
        return { ...place, flag, asker: 'server', count: 1, seenAt: NOW + number } as const;
      });
      await ledger.note({ seen: [], unknown, losses: [] });
      const kept = (await ledger.unknownKeys(place)).map(({ flag }) => flag);
      expect(kept).toHaveLength(500);
      expect(kept).not.toContain('key-0');
    });
  });

  it('keeps minutes for two days, and hours from then on', async () => {
    const store = new PostgresUsageStore(database.dataSource);
    const ref = await aPlace();
    const old = NOW - 5 * DAY_MS + MINUTE_MS;
    await store.add({ id: randomUUID(), counts: [aCount(ref, old), aCount(ref, NOW - DAY_MS)] });
    await store.tidy({ now: NOW, before: NOW - 90 * DAY_MS });
    const span = { from: NOW - 10 * DAY_MS, to: NOW, interval: 'minute' } as const;
    expect(await store.read({ ...ref, flag: 'checkout', ...span })).toMatchObject([
      { at: old - MINUTE_MS },
      { at: NOW - DAY_MS },
    ]);
  });

  it('is tidied by the retention that is set', async () => {
    const store = new PostgresUsageStore(database.dataSource);
    const ledger = new PostgresUsageLedger(database.dataSource);
    const ref = await aPlace();
    const counts = [aCount(ref, NOW - 2 * DAY_MS), aCount(ref, NOW - MINUTE_MS)];
    await store.add({ id: randomUUID(), counts });
    const config = loadConfig({ NODE_ENV: 'test', USAGE_RETENTION_DAYS: '1' });
    const clients = new InMemoryConnectedClients();
    const contexts = new InMemorySampledContexts();
    const clock = new ManualClock(NOW);
    await new UsageUpkeep(store, ledger, clients, contexts, clock, config).run();
    const span = { from: NOW - 10 * DAY_MS, to: NOW, interval: 'minute' } as const;
    expect(await store.read({ ...ref, flag: 'checkout', ...span })).toMatchObject([
      { at: NOW - MINUTE_MS },
    ]);
  });

  it('has the schema that the entities say', async () => {
    const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries).toEqual([]);
  });
});
