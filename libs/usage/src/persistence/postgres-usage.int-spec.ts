import { randomUUID } from 'node:crypto';
import { loadConfig } from '@app/platform/config';
import { TENANCY_ENTITIES, TENANCY_MIGRATIONS } from '@app/tenancy';
import { usePostgres } from '@app/testing';
import { ManualClock } from '../../../evaluation/src/testing/manual.clock';
import { aTenant, anEnvironment } from '../../../tenancy/src/testing/tenancy.builders';
import type { UsageCount } from '../counts/usage-count';
import { UsageUpkeep } from '../counts/usage.upkeep';
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
  let place: { tenantId: string; environmentId: string };
  let store: PostgresUsageStore;
  let ledger: PostgresUsageLedger;

  beforeEach(async () => {
    const { dataSource } = database;
    const tenant = aTenant();
    const { id, name } = anEnvironment(tenant, 'dev');
    await dataSource.query(
      'INSERT INTO tenants (id, slug, name, created_at) VALUES ($1, $2, $2, now())',
      [tenant.id, tenant.slug],
    );
    await dataSource.query(
      `INSERT INTO environments (tenant_id, id, name, epoch, revision, created_at)
       VALUES ($1, $2, $3, 'e', 0, now())`,
      [tenant.id, id, name],
    );
    place = { tenantId: tenant.id, environmentId: id };
    store = new PostgresUsageStore(dataSource);
    ledger = new PostgresUsageLedger(dataSource);
  });

  const aCount = (minute: number, more: Partial<UsageCount> = {}): UsageCount => ({
    ...place,
    flag: 'checkout',
    variant: 'on',
    minute,
    count: 1,
    bulkCount: 0,
    ...more,
  });
  const add = (counts: readonly UsageCount[], id: string = randomUUID()) =>
    store.add({ id, counts });
  const read = (interval: 'minute' | 'hour' | 'day') =>
    store.read({ ...place, flag: 'checkout', from: NOW - 400 * DAY_MS, to: NOW, interval });

  it('adds up what several processes counted of one minute', async () => {
    const minute = NOW - 5 * MINUTE_MS;
    await add([aCount(minute, { count: 2 }), aCount(minute, { variant: undefined })]);
    await add([aCount(minute, { count: 3, bulkCount: 4 })]);
    expect(await read('minute')).toEqual([
      { at: minute, variant: undefined, count: 1, bulkCount: 0 },
      { at: minute, variant: 'on', count: 5, bulkCount: 4 },
    ]);
  });

  it('counts nothing twice when a batch is written again', async () => {
    const id = randomUUID();
    await add([aCount(NOW - MINUTE_MS)], id);
    await add([aCount(NOW - MINUTE_MS)], id);
    expect(await read('minute')).toMatchObject([{ count: 1 }]);
  });

  it('passes over what belongs to an environment that is gone', async () => {
    await add([aCount(NOW - MINUTE_MS, { environmentId: randomUUID() }), aCount(NOW - MINUTE_MS)]);
    expect(await read('minute')).toMatchObject([{ count: 1 }]);
  });

  it('adds old minutes up to hours, late ones too, and loses none', async () => {
    const hour = NOW - 5 * DAY_MS;
    await add([aCount(hour + MINUTE_MS), aCount(hour + 2 * MINUTE_MS), aCount(NOW - MINUTE_MS)]);
    await store.tidy({ now: NOW, before: NOW - 90 * DAY_MS });
    await add([aCount(hour + 3 * MINUTE_MS)]);
    await store.tidy({ now: NOW, before: NOW - 90 * DAY_MS });
    expect(await read('minute')).toEqual([
      { at: hour, variant: 'on', count: 3, bulkCount: 0 },
      { at: NOW - MINUTE_MS, variant: 'on', count: 1, bulkCount: 0 },
    ]);
  });

  it('removes what is past its time and nothing else', async () => {
    await add([aCount(NOW - 91 * DAY_MS), aCount(NOW - 89 * DAY_MS)]);
    await store.tidy({ now: NOW, before: NOW - 90 * DAY_MS });
    expect(await read('day')).toEqual([
      { at: NOW - 89 * DAY_MS - 12 * HOUR_MS, variant: 'on', count: 1, bulkCount: 0 },
    ]);
  });

  it('remembers when a flag was last seen, whatever order that is told in', async () => {
    const seen = (askedAt: number | undefined, bulkAt?: number) =>
      ledger.note({
        seen: [{ ...place, flag: 'checkout', askedAt, bulkAt }],
        unknown: [],
        losses: [],
      });
    await seen(NOW);
    await seen(NOW - HOUR_MS, NOW - 2 * HOUR_MS);
    expect((await ledger.lastSeen(place)).get('checkout')).toMatchObject({
      askedAt: NOW,
      bulkAt: NOW - 2 * HOUR_MS,
    });
  });

  it('lists keys asked for in vain, most asked first, until they are forgotten', async () => {
    const unknown = (flag: string, count: number, seenAt: number) =>
      ({ ...place, flag, asker: 'server', count, seenAt }) as const;
    await ledger.note({
      seen: [],
      unknown: [unknown('typo', 1, NOW), unknown('old', 9, NOW - 91 * DAY_MS)],
      losses: [{ ...place, hour: NOW - HOUR_MS, count: 7 }],
    });
    await ledger.note({ seen: [], unknown: [unknown('typo', 2, NOW)], losses: [] });
    const listed = async () =>
      (await ledger.unknownKeys(place)).map(({ flag, count }) => [flag, count]);
    expect(await listed()).toEqual([
      ['old', 9],
      ['typo', 3],
    ]);
    await ledger.forget(NOW - 90 * DAY_MS);
    expect(await listed()).toEqual([['typo', 3]]);
    expect(await ledger.lost(place, NOW - DAY_MS, NOW)).toBe(7);
  });

  it('is tidied by the retention that is set', async () => {
    const minute = NOW - 2 * DAY_MS;
    await add([aCount(minute), aCount(NOW - MINUTE_MS)]);
    const config = loadConfig({ NODE_ENV: 'test', USAGE_RETENTION_DAYS: '1' });
    await new UsageUpkeep(store, ledger, new ManualClock(NOW), config).run();
    expect(await read('minute')).toMatchObject([{ at: NOW - MINUTE_MS }]);
  });

  it('tells of one flag when it was last seen', async () => {
    expect(await ledger.lastSeenOf(place, 'checkout')).toBeUndefined();
    const seen = { ...place, flag: 'checkout', askedAt: NOW, bulkAt: undefined };
    await ledger.note({ seen: [seen], unknown: [], losses: [] });
    expect(await ledger.lastSeenOf(place, 'checkout')).toEqual(seen);
  });

  it('has the schema that the entities say', async () => {
    const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries).toEqual([]);
  });
});
