import type { Client } from '@elastic/elasticsearch';
import { ScriptedElasticsearch } from '../testing/scripted-elasticsearch';
import { type BulkOperation, bulkOperation } from './bulk-operation';
import { createElasticsearch } from './create-elasticsearch';
import { DocumentWriter } from './document.writer';

describe('documents written to a server in distress', () => {
  let server: ScriptedElasticsearch;
  let client: Client;
  let writer: DocumentWriter;

  beforeEach(async () => {
    server = await ScriptedElasticsearch.start();
    client = createElasticsearch(server.url);
    writer = new DocumentWriter(client, { template: { name: 'toggle' }, timeoutMs: 20_000 });
  });

  afterEach(async () => {
    await client.close();
    await server.stop();
  });

  const documents = (count: number, document: object = {}): BulkOperation[] =>
    Array.from({ length: count }, (_, number) =>
      bulkOperation('toggle-log', `id-${number}`, document),
    );

  it('are judged one by one', async () => {
    server.script = () => ({
      items: {
        'id-1': { status: 409, type: 'version_conflict_engine_exception' },
        'id-2': { status: 429, type: 'es_rejected_execution_exception' },
        'id-3': { status: 400, type: 'document_parsing_exception' },
      },
    });
    expect(await writer.write(documents(4))).toEqual(
      new Map([
        ['id-2', { kind: 'retry', reason: '429 es_rejected_execution_exception: scripted' }],
        ['id-3', { kind: 'dead', reason: '400 document_parsing_exception: scripted' }],
      ]),
    );
  });

  it.each([429, 500, 502, 503])('fail as a whole when it answers %i', async (status) => {
    server.script = () => ({ status });
    await expect(writer.write(documents(2))).rejects.toThrow();
  });

  it('are halved when they are too large at once, until they fit', async () => {
    server.script = ({ ids }) => (ids.length > 2 ? { status: 413 } : {});
    const batch = documents(5);
    expect(await writer.write(batch)).toEqual(new Map());
    expect(server.bulks.map(({ ids }) => ids.length)).toEqual([5, 3, 2, 1, 2]);
    const arrived = server.bulks.filter(({ ids }) => ids.length <= 2).flatMap(({ ids }) => ids);
    expect(arrived).toEqual(batch.map(({ id }) => id));
  });

  it('are given up when one is too large by itself', async () => {
    server.script = ({ ids }) => (ids.includes('id-1') ? { status: 413 } : {});
    expect([...(await writer.write(documents(2)))]).toMatchObject([['id-1', { kind: 'dead' }]]);
  });

  it('go in requests of a few megabytes', async () => {
    await writer.write(documents(5, { text: 'x'.repeat(2_000_000) }));
    expect(server.bulks.map(({ ids }) => ids.length)).toEqual([2, 2, 1]);
  });

  it('have their template sent once, and again after a failure, when the cluster may be another one', async () => {
    await writer.write(documents(1));
    await writer.write(documents(1));
    expect(server.templates).toBe(1);
    server.script = () => ({ status: 503 });
    await writer.write(documents(1)).catch(() => undefined);
    server.script = () => ({});
    await writer.write(documents(1));
    expect(server.templates).toBe(2);
  });
});
