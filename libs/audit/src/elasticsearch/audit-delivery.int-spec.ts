import type { Client } from '@elastic/elasticsearch';
import { Logger } from '@nestjs/common';
import type { DomainEvent } from '@app/kernel';
import { AsyncLocalRequestContext, SystemClock, UuidV7Generator } from '@app/platform/context';
import { createElasticsearch } from '@app/platform/elasticsearch';
import {
  DomainEventFactory,
  type EventSink,
  OUTBOX_MIGRATIONS,
  OutboxRelay,
  OutboxSignal,
  PostgresOutboxStore,
  TypeOrmUnitOfWork,
} from '@app/outbox';
import { eventually, ToxicProxy, useElasticsearch, usePostgres } from '@app/testing';
import { Counter, Registry } from 'prom-client';
import { AuditIndexRebuild } from '../application/audit-index.rebuild';
import { AuditIndexSink } from '../application/audit-index.sink';
import { AuditReader } from '../application/audit.reader';
import { AUDIT_MIGRATIONS } from '../persistence';
import { anEvent } from '../testing/an-event';
import { PostgresAuditRecord } from '../persistence/postgres-audit.record';
import { PostgresAuditSearch } from '../persistence/postgres-audit.search';
import { TypeOrmAuditRecorder } from '../persistence/typeorm-audit.recorder';
import { AuditIndex } from './audit-index';
import { ElasticsearchAuditIndexer } from './elasticsearch-audit.indexer';
import { ElasticsearchAuditSearch } from './elasticsearch-audit.search';

const TIMING = { pollMs: 50, lingerMs: 5, graceMs: 100, inspectMs: 100, stopMs: 5_000 };
const TENANT = { id: '0199a3c2-7a51-7c3e-b0a5-000000000001', slug: 'zebra' };

describe('events on their way from a transaction to the index', () => {
  const database = usePostgres({ migrations: [...OUTBOX_MIGRATIONS, ...AUDIT_MIGRATIONS] });
  const elasticsearch = useElasticsearch();
  const relays: OutboxRelay[] = [];
  let proxy: ToxicProxy;
  let client: Client;
  let direct: Client;
  let index: AuditIndex;
  let indexer: ElasticsearchAuditIndexer;
  let unitOfWork: TypeOrmUnitOfWork;
  let signal: OutboxSignal;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    proxy = await ToxicProxy.start(elasticsearch.url);
    client = createElasticsearch(proxy.url);
    direct = createElasticsearch(elasticsearch.url);
    index = new AuditIndex(`${elasticsearch.prefix}delivery`);
    indexer = new ElasticsearchAuditIndexer(client, index);
    const context = new AsyncLocalRequestContext();
    const events = new DomainEventFactory(new SystemClock(), new UuidV7Generator(), context);
    const counter = new Counter({ name: 'recorded', help: '.', registers: [new Registry()] });
    const recorder = new TypeOrmAuditRecorder(counter);
    signal = new OutboxSignal();
    unitOfWork = new TypeOrmUnitOfWork(database.dataSource, events, recorder, context, signal);
  });

  afterEach(async () => {
    await Promise.all(relays.splice(0).map((relay) => relay.onModuleDestroy()));
    await proxy.restore();
  });

  afterAll(async () => {
    await client.close();
    await direct.close();
    await proxy.stop();
  });

  function start(sink: EventSink = new AuditIndexSink(indexer)): OutboxRelay {
    const relay = new OutboxRelay({
      store: new PostgresOutboxStore(database.dataSource),
      sinks: [sink],
      signal,
      observer: { delivered: () => undefined, took: () => undefined },
      timing: TIMING,
    });
    relays.push(relay);
    relay.onApplicationBootstrap();
    return relay;
  }

  const commit = (count: number): Promise<DomainEvent[]> =>
    unitOfWork.run(async (tx) =>
      Array.from({ length: count }, (_, number) =>
        tx.record({ action: 'flag.updated', tenant: TENANT, key: `flag-${number}` }),
      ),
    );

  const recordedIds = async () => {
    const rows: { id: string }[] = await database.dataSource.query(
      'SELECT id FROM audit_events ORDER BY id',
    );
    return rows.map(({ id }) => id);
  };

  async function indexedIds(): Promise<string[]> {
    await direct.indices.refresh({ index: index.pattern });
    const answer = await direct.search({
      index: index.pattern,
      size: 10_000,
      _source: false,
      sort: 'event.id',
    });
    return answer.hits.hits.map(({ _id }) => _id ?? '');
  }

  /** As many, and the same ones: none missing, none twice. */
  const indexEqualsRecord = () =>
    eventually(async () => expect(await indexedIds()).toEqual(await recordedIds()), 25_000);

  it('arrive, each once', async () => {
    start();
    await Promise.all(Array.from({ length: 10 }, () => commit(7)));
    await indexEqualsRecord();
  });

  it('arrive after an outage of the index that lasted longer than the commits', async () => {
    start();
    await proxy.cut();
    await Promise.all(Array.from({ length: 10 }, () => commit(3)));
    await proxy.restore();
    await indexEqualsRecord();
  });

  it('arrive after the index hung in the middle of a bulk request', async () => {
    start();
    proxy.freeze();
    await commit(20);
    await proxy.cut();
    await proxy.restore();
    await indexEqualsRecord();
  });

  it('arrive once when the relay is lost between the bulk request and its settlement', async () => {
    const real = new AuditIndexSink(indexer);
    const { promise: indexed, resolve } = Promise.withResolvers<void>();
    const lost = new (class extends AuditIndexSink {
      override async deliver(events: readonly DomainEvent[]): ReturnType<EventSink['deliver']> {
        await real.deliver(events);
        resolve();
        return new Promise(() => undefined);
      }
    })(indexer);
    start(lost);
    await commit(20);
    await indexed;
    await database.dataSource.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'toggle-service relay' AND datname = current_database()`,
    );
    void relays.pop()?.onModuleDestroy();
    start();
    await indexEqualsRecord();
    await eventually(async () => {
      expect(await database.dataSource.query('SELECT FROM outbox')).toEqual([]);
    });
  });

  it('are all there again after the index was rebuilt from the record', async () => {
    await indexer.write([{ event: anEvent({ key: 'in the index alone' }), terms: [] }]);
    await commit(3);

    const rebuild = new AuditIndexRebuild(new PostgresAuditRecord(database.dataSource), indexer);
    const progress: number[] = [];
    const report = await rebuild.run({ clear: true, onProgress: (count) => progress.push(count) });

    const ids = await recordedIds();
    expect(report).toEqual({ indexed: ids.length, refused: [] });
    expect(progress.at(-1)).toBe(ids.length);
    expect(await indexedIds()).toEqual(ids);
    expect(await rebuild.run()).toEqual({ indexed: ids.length, refused: [] });
    expect(await indexedIds()).toEqual(ids);
  });

  it('are answered from the record within moments while the index is silent', async () => {
    const reader = new AuditReader({
      record: new PostgresAuditSearch(database.dataSource),
      index: new ElasticsearchAuditSearch(client, index),
      clock: new SystemClock(),
      observer: { searched: () => undefined },
    });
    const query = { tenantId: TENANT.id, filter: {}, page: 1, pageSize: 5 };
    const normal = await reader.search(query);
    expect(normal.source).toBe('elasticsearch');
    proxy.freeze();
    const began = performance.now();
    const stoodIn = await reader.search(query);
    expect(stoodIn.source).toBe('postgres; fallback');
    expect(performance.now() - began).toBeLessThan(4_000);
    expect(stoodIn.total).toBe((await recordedIds()).length);
  });
});
