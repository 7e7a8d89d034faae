import { randomUUID } from 'node:crypto';
import type { Client } from '@elastic/elasticsearch';
import { Logger } from '@nestjs/common';
import { StoreUnavailable } from '@app/kernel';
import { createElasticsearch } from '@app/platform/elasticsearch';
import { patientElasticsearch } from '@app/platform/testing/patient-elasticsearch';
import { eventually, ToxicProxy, useElasticsearch } from '@app/testing';
import { aCount, aRef } from '../testing/usage.builders';
import { usageStoreContract } from '../testing/usage-store.contract';
import { ElasticsearchUsageStore } from './elasticsearch-usage.store';
import { UsageIndex } from './usage-index';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const NOW = Date.parse('2026-11-25T12:00:00Z');

describe('usage in Elasticsearch', () => {
  const server = useElasticsearch();
  let client: Client;
  let index: UsageIndex;
  let store: ElasticsearchUsageStore;

  beforeAll(() => {
    Logger.overrideLogger(false);
    client = patientElasticsearch(server.url);
    index = new UsageIndex(`${server.prefix}log`);
    store = new ElasticsearchUsageStore(client, index);
  });

  afterAll(() => client.close());

  const settled = async (): Promise<void> => {
    await client.indices.refresh({ index: index.pattern, allow_no_indices: true });
  };

  usageStoreContract(() => Promise.resolve({ store, refs: [aRef(), aRef()], settled }));

  it('counts nothing twice when half of a batch had got through', async () => {
    const ref = aRef();
    const id = randomUUID();
    const counts = [1, 2, 3, 4].map((ago) => aCount(ref, NOW - ago * MINUTE_MS));
    await store.add({ id, counts: counts.slice(0, 2) });
    await store.add({ id, counts });
    await settled();
    const span = { from: NOW - DAY_MS, to: NOW, interval: 'day' } as const;
    expect(await store.read({ ...ref, flag: 'checkout', ...span })).toMatchObject([{ count: 4 }]);
  });

  it('keeps a month in an index of its own, which goes as a whole', async () => {
    const other = new UsageIndex(`${server.prefix}months`);
    const months = async (): Promise<string[]> =>
      Object.keys(await client.indices.get({ index: other.pattern })).sort();
    const monthly = new ElasticsearchUsageStore(client, other);
    const minutes = ['2026-08-31T23:59Z', '2026-09-01T00:00Z', '2026-10-31T23:59Z'];
    const counts = minutes.map((minute) => aCount(aRef(), Date.parse(minute)));
    await monthly.add({ id: randomUUID(), counts });
    await client.indices.refresh({ index: other.pattern });
    expect(await months()).toEqual(
      ['08', '09', '10'].map((month) => `${other.name}-2026.${month}`),
    );
    await monthly.tidy({ before: Date.parse('2026-09-01T00:00Z') });
    expect(await months()).toEqual(['09', '10'].map((month) => `${other.name}-2026.${month}`));
    expect((await client.count({ index: other.pattern })).count).toBe(2);
  });

  it('says what keeps it from removing documents', async () => {
    const other = new UsageIndex(`${server.prefix}kept`);
    const kept = new ElasticsearchUsageStore(client, other);
    await kept.add({ id: randomUUID(), counts: [aCount(aRef(), Date.parse('2026-09-01T00:00Z'))] });
    await client.indices.refresh({ index: other.pattern });
    await client.indices.addBlock({ index: other.of('2026-09-01'), block: 'write' });
    await expect(kept.tidy({ before: Date.parse('2026-09-02T00:00Z') })).rejects.toThrow(
      /^not removed: .*FORBIDDEN/,
    );
  });

  it('names what others name as well as they do', async () => {
    const ref = aRef();
    const id = randomUUID();
    await store.add({ id, counts: [aCount(ref, NOW, { count: 3, bulkCount: 2 })] });
    const { _source } = await client.get({
      index: index.of('2026-11-25T12:00:00Z'),
      id: `${id}-0`,
    });
    expect(_source).toEqual({
      '@timestamp': '2026-11-25T12:00:00.000Z',
      ecs: { version: expect.any(String) },
      event: { kind: 'metric' },
      organization: { id: ref.tenantId, name: ref.tenant },
      service: { name: 'toggle-service' },
      feature_flag: {
        key: 'checkout',
        set: { id: `${ref.tenant}/dev` },
        result: { variant: 'on' },
      },
      flags: {
        environment: 'dev',
        environment_id: ref.environmentId,
        evaluations: 3,
        bulk_evaluations: 2,
      },
    });
  });

  it('tells what it will never take, such as into an index that somebody else made', async () => {
    const foreign = new UsageIndex(`${server.prefix}foreign`);
    await client.indices.create({
      index: foreign.of('2026-11-25T12:00:00Z'),
      mappings: { dynamic: 'strict', properties: { '@timestamp': { type: 'date' } } },
    });
    const counts = [aCount(aRef(), NOW)];
    const refused = await new ElasticsearchUsageStore(client, foreign).add({
      id: randomUUID(),
      counts,
    });
    expect(refused).toEqual(counts);
  });

  describe('while the server', () => {
    let proxy: ToxicProxy;
    let through: Client;

    beforeEach(async () => {
      proxy = await ToxicProxy.start(server.url);
      through = createElasticsearch(proxy.url);
    });

    afterEach(async () => {
      await through.close();
      await proxy.stop();
    });

    it.each(['is away', 'is silent'])(
      '%s, says so, and counts once when it is back',
      async (how) => {
        const distant = new ElasticsearchUsageStore(through, index);
        const ref = aRef();
        const batch = { id: randomUUID(), counts: [aCount(ref, NOW - MINUTE_MS)] };
        const span = { from: NOW - DAY_MS, to: NOW, interval: 'minute' } as const;
        const read = (): ReturnType<typeof store.read> =>
          distant.read({ ...ref, flag: 'checkout', ...span });
        await distant.add(batch);
        if (how === 'is away') await proxy.cut();
        else proxy.freeze();
        await expect(distant.add(batch)).rejects.toThrow();
        await expect(read()).rejects.toThrow(StoreUnavailable);
        await proxy.cut();
        await proxy.restore();
        await eventually(() => distant.add(batch));
        await settled();
        expect(await read()).toMatchObject([{ count: 1 }]);
      },
    );
  });
});
