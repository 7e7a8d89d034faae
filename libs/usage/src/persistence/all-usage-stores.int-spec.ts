import { randomUUID } from 'node:crypto';
import type { Client } from '@elastic/elasticsearch';
import { patientElasticsearch } from '@app/platform/testing/patient-elasticsearch';
import { TENANCY_MIGRATIONS } from '@app/tenancy';
import { useElasticsearch, usePostgres } from '@app/testing';
import fc from 'fast-check';
import { INTERVAL_MS, INTERVALS } from '../counts/interval';
import type { UsageStore } from '../counts/usage.store';
import { aPlaceIn } from '../testing/a-place-in';
import { InMemoryUsageStore } from '../testing/in-memory-usage.store';
import { aCount } from '../testing/usage.builders';
import { ElasticsearchUsageStore } from './elasticsearch-usage.store';
import { USAGE_MIGRATIONS } from '.';
import { PostgresUsageStore } from './postgres-usage.store';
import { SucceedingUsageStore } from './succeeding-usage.store';
import { UsageIndex } from './usage-index';

const MINUTE_MS = 60_000;
/** The end of a month, so that two indices are asked. */
const MIDNIGHT = Date.parse('2026-11-01T00:00:00Z');

const MINUTE = fc
  .integer({ min: -3_000, max: 3_000 })
  .map((minute) => MIDNIGHT + minute * MINUTE_MS);
/** Without what telemetry does not let in: no text, control characters, halves of surrogate pairs. */
const VARIANT = fc.oneof(
  fc.constantFrom('on', 'off', 'On', undefined),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
    .filter((text) => !/\p{Cc}/u.test(text)),
);
const COUNT = fc.record({
  minute: MINUTE,
  variant: VARIANT,
  flag: fc.constantFrom('checkout', 'check'),
  count: fc.nat(5_000_000_000),
  bulkCount: fc.nat(1_000),
});
const QUESTION = fc
  .record({ interval: fc.constantFrom(...INTERVALS), start: MINUTE, minutes: fc.nat(4_000) })
  .map(({ interval, start, minutes }) => ({
    interval,
    from: start - (start % INTERVAL_MS[interval]),
    to: start + minutes * MINUTE_MS,
  }));

describe('the stores of usage', () => {
  const database = usePostgres({ migrations: [...TENANCY_MIGRATIONS, ...USAGE_MIGRATIONS] });
  const server = useElasticsearch();
  let client: Client;

  beforeAll(() => {
    client = patientElasticsearch(server.url);
  });

  afterAll(() => client.close());

  it('give the same answers to the same questions', async () => {
    const index = new UsageIndex(`${server.prefix}same`);
    const postgres = new PostgresUsageStore(database.dataSource);
    const elasticsearch = new ElasticsearchUsageStore(client, index);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(COUNT, { maxLength: 20 }), { maxLength: 3 }),
        fc.array(QUESTION, { minLength: 1, maxLength: 4 }),
        async (batches, questions) => {
          const ref = await aPlaceIn(database.dataSource);
          const memory = new InMemoryUsageStore();
          const [present, former] = [new InMemoryUsageStore(), new InMemoryUsageStore()];
          const both = new SucceedingUsageStore(present, former);
          for (const [number, batch] of batches.entries()) {
            const unique = new Map(
              batch.map((one) => [`${one.flag} ${one.minute} ${one.variant ?? ''}`, one]),
            );
            const counts = [...unique.values()].map((one) => aCount(ref, one.minute, one));
            const id = randomUUID();
            const half = number % 2 === 0 ? present : former;
            for (const store of [memory, postgres, elasticsearch, half]) {
              await store.add({ id, counts });
            }
          }
          await client.indices.refresh({ index: index.pattern, allow_no_indices: true });
          for (const question of questions) {
            const read = (store: UsageStore): ReturnType<UsageStore['read']> =>
              store.read({ ...ref, flag: 'checkout', ...question });
            const expected = await read(memory);
            expect(await read(postgres)).toEqual(expected);
            expect(await read(elasticsearch)).toEqual(expected);
            expect(await read(both)).toEqual(expected);
          }
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);
});
