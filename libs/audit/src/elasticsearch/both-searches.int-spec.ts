import { randomUUID } from 'node:crypto';
import type { Client } from '@elastic/elasticsearch';
import type { DomainEvent } from '@app/kernel';
import { eventually, useElasticsearch, usePostgres } from '@app/testing';
import fc from 'fast-check';
import type { AuditSearch } from '../application/audit.search';
import type { AuditFilter } from '../domain/audit-query';
import { searchTermsOf } from '../domain/search-terms';
import { wordsOf } from '../domain/words';
import { AUDIT_MIGRATIONS } from '../persistence';
import { PostgresAuditSearch } from '../persistence/postgres-audit.search';
import { anEnvironment, anEvent } from '../testing/an-event';
import { InMemoryAuditSearch } from '../testing/in-memory-audit.search';
import { patientElasticsearch } from '@app/platform/testing/patient-elasticsearch';
import { writeEvents } from '../testing/write-events';
import { AuditIndex } from './audit-index';
import { ElasticsearchAuditIndexer } from './elasticsearch-audit.indexer';
import { ElasticsearchAuditSearch } from './elasticsearch-audit.search';

const TENANTS = [randomUUID(), randomUUID()].map((id) => ({ id, slug: 'zebra' }));
/** Few values, so that events and questions meet often. */
const TEXT = fc.oneof(
  fc.constantFrom(
    'checkout',
    'check',
    'Straße',
    'STRASSE',
    'café',
    'v2',
    '新しい',
    "o'neill",
    '30',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const KEY = fc.constantFrom('checkout', 'check', 'checkout-v2', 'CHECKOUT');
const ENVIRONMENT = fc.constantFrom('dev', 'prod');
const ACTION = fc.constantFrom('flag.created', 'flag.updated');
const ACTOR = fc.constantFrom('u-1', 'u-2');
/** Around the end of a month, so that two indices are asked. */
const MOMENT = fc
  .integer({ min: 0, max: 5 })
  .map((ms) => Date.UTC(2026, 10, 30, 23, 59, 59, 997) + ms);

const EVENT: fc.Arbitrary<DomainEvent> = fc
  .record({
    id: fc.uuid(),
    time: MOMENT.map((ms) => new Date(ms).toISOString()),
    tenant: fc.constantFrom(...TENANTS),
    environment: fc.option(ENVIRONMENT.map(anEnvironment), { nil: undefined }),
    action: ACTION,
    key: fc.option(KEY, { nil: undefined }),
    actor: ACTOR.map((id) => ({ type: 'user' as const, id })),
    after: fc.record({ name: TEXT.map((text) => text.replaceAll('\0', '').toWellFormed()) }),
  })
  .map(anEvent);

const FILTER: fc.Arbitrary<AuditFilter> = fc.record(
  {
    environment: ENVIRONMENT,
    action: ACTION,
    actor: ACTOR,
    key: KEY,
    from: MOMENT,
    to: MOMENT,
    words: TEXT.map(wordsOf),
  },
  { requiredKeys: [] },
);

describe('the two searches of the audit log', () => {
  const database = usePostgres({ migrations: AUDIT_MIGRATIONS });
  const server = useElasticsearch();
  const expected = new InMemoryAuditSearch();
  let client: Client;
  let searches: AuditSearch[];

  beforeAll(async () => {
    const events = fc.sample(EVENT, { numRuns: 400, seed: 17 });
    expected.store(...events);
    client = patientElasticsearch(server.url);
    const index = new AuditIndex(`${server.prefix}both`);
    await writeEvents(database.dataSource, events);
    const indexer = new ElasticsearchAuditIndexer(client, index);
    const indexable = events.map((event) => ({ event, terms: searchTermsOf(event) }));
    await eventually(() => indexer.write(indexable), 60_000);
    await client.indices.refresh({ index: index.pattern });
    searches = [
      new PostgresAuditSearch(database.dataSource),
      new ElasticsearchAuditSearch(client, index),
    ];
  }, 120_000);

  afterAll(() => client.close());

  it('give the same answers to any question about the same events', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...TENANTS),
        FILTER,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 50 }),
        async ({ id: tenantId }, filter, page, pageSize) => {
          const query = { tenantId, filter, page, pageSize };
          const answer = await expected.search(query);
          for (const search of searches) expect(await search.search(query)).toEqual(answer);
        },
      ),
      { numRuns: 150 },
    );
  }, 120_000);

  it('walk the same way from any event', async () => {
    const [tenant] = TENANTS;
    const tenantId = tenant?.id ?? '';
    const all = await expected.search({ tenantId, filter: {}, page: 1, pageSize: 10_000 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...all.events), FILTER, async ({ time, id }, filter) => {
        const cursor = { time: Date.parse(time), id, page: 2, total: 9 };
        const query = { tenantId, filter, page: 1, pageSize: 30, cursor };
        const answer = await expected.search(query);
        for (const search of searches) expect(await search.search(query)).toEqual(answer);
      }),
      { numRuns: 80 },
    );
  }, 120_000);
});
