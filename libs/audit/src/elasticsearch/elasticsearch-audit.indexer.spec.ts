import type { Client } from '@elastic/elasticsearch';
import { createElasticsearch } from '@app/platform/elasticsearch';
import { AuditIndexSink } from '../application/audit-index.sink';
import { anEvent } from '../testing/an-event';
import { ScriptedElasticsearch } from '../testing/scripted-elasticsearch';
import { AuditIndex } from './audit-index';
import { ElasticsearchAuditIndexer } from './elasticsearch-audit.indexer';

describe('the index in distress', () => {
  let server: ScriptedElasticsearch;
  let client: Client;
  let sink: AuditIndexSink;

  beforeEach(async () => {
    server = await ScriptedElasticsearch.start();
    client = createElasticsearch(server.url);
    sink = new AuditIndexSink(new ElasticsearchAuditIndexer(client, new AuditIndex('toggle')));
  });

  afterEach(async () => {
    await client.close();
    await server.stop();
  });

  const events = (count: number) => Array.from({ length: count }, () => anEvent());

  it('judges every document by itself', async () => {
    const [fine, known, busy, wrong] = events(4).map(({ id }) => anEvent({ id }));
    const batch = [fine, known, busy, wrong].flatMap((event) => event ?? []);
    server.script = ({ ids }) => ({
      items: {
        [ids[1] ?? '']: { status: 409, type: 'version_conflict_engine_exception' },
        [ids[2] ?? '']: { status: 429, type: 'es_rejected_execution_exception' },
        [ids[3] ?? '']: { status: 400, type: 'document_parsing_exception' },
      },
    });
    expect(await sink.deliver(batch)).toEqual(
      new Map([
        [busy?.id, { kind: 'retry', reason: '429 es_rejected_execution_exception: scripted' }],
        [wrong?.id, { kind: 'dead', reason: '400 document_parsing_exception: scripted' }],
      ]),
    );
  });

  it.each([429, 500, 502, 503])('fails as a whole when it answers %i', async (status) => {
    server.script = () => ({ status });
    await expect(sink.deliver(events(2))).rejects.toThrow();
  });

  it('halves a request that is too large, until it fits', async () => {
    server.script = ({ ids }) => (ids.length > 2 ? { status: 413 } : {});
    const batch = events(5);
    expect(await sink.deliver(batch)).toEqual(new Map());
    expect(server.bulks.map(({ ids }) => ids.length)).toEqual([5, 3, 2, 1, 2]);
    const arrived = server.bulks.filter(({ ids }) => ids.length <= 2).flatMap(({ ids }) => ids);
    expect(arrived).toEqual(batch.map(({ id }) => id));
  });

  it('gives up one document that is too large by itself', async () => {
    const [small, large] = events(2);
    server.script = ({ ids }) => (ids.includes(large?.id ?? '') ? { status: 413 } : {});
    const outcomes = await sink.deliver([small, large].flatMap((event) => event ?? []));
    expect([...outcomes]).toMatchObject([[large?.id, { kind: 'dead' }]]);
  });

  it('cuts a batch into requests of a few megabytes by itself', async () => {
    const after = { text: 'x'.repeat(2_000_000) };
    await sink.deliver(Array.from({ length: 5 }, () => anEvent({ after })));
    expect(server.bulks.map(({ ids }) => ids.length)).toEqual([2, 2, 1]);
  });

  it('sends the template once, and again after a failure, when the cluster may be another one', async () => {
    await sink.deliver(events(1));
    await sink.deliver(events(1));
    expect(server.templates).toBe(1);
    server.script = () => ({ status: 503 });
    await sink.deliver(events(1)).catch(() => undefined);
    server.script = () => ({});
    await sink.deliver(events(1));
    expect(server.templates).toBe(2);
  });
});
