import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A bulk request as it arrived: the ids of its documents, in order. */
export interface ReceivedBulk {
  readonly ids: readonly string[];
  readonly bytes: number;
}

type BulkScript = (bulk: ReceivedBulk) => {
  readonly status?: number;
  /** Status per document; 201 for those left out. */
  readonly items?: Readonly<Record<string, { status: number; type: string }>>;
};

/** Speaks just enough of Elasticsearch to answer as a test tells it: what a real server says only in distress. */
export class ScriptedElasticsearch {
  readonly bulks: ReceivedBulk[] = [];
  /** How often the index template was sent. */
  templates = 0;
  script: BulkScript = () => ({});

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ScriptedElasticsearch> {
    const server = createServer();
    const scripted = new ScriptedElasticsearch(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { status, body } = scripted.answer(request.url ?? '', Buffer.concat(chunks));
        response.writeHead(status, {
          'X-Elastic-Product': 'Elasticsearch',
          'Content-Type': 'application/vnd.elasticsearch+json;compatible-with=8',
        });
        response.end(JSON.stringify(body));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return scripted;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private answer(url: string, body: Buffer): { status: number; body: object } {
    if (url.startsWith('/_index_template/')) {
      this.templates += 1;
      return { status: 200, body: { acknowledged: true } };
    }
    const ids = body.toString().split('\n').flatMap(idOfAction);
    this.bulks.push({ ids, bytes: body.length });
    const { status = 200, items = {} } = this.script({ ids, bytes: body.length });
    if (status !== 200) return { status, body: { error: { type: 'scripted' }, status } };
    return { status, body: bulkAnswer(ids, items) };
  }
}

/** The id that a line of a bulk request names, if it is one that says what to do. */
function idOfAction(line: string): string[] {
  if (!line.startsWith('{"create"')) return [];
  const { create } = JSON.parse(line) as { create: { _id: string } };
  return [create._id];
}

function bulkAnswer(
  ids: readonly string[],
  items: Readonly<Record<string, { status: number; type: string }>>,
): object {
  return {
    took: 1,
    errors: Object.keys(items).length > 0,
    items: ids.map((_id) => {
      const item = items[_id];
      const error = item && { type: item.type, reason: 'scripted' };
      return { create: { _id, status: item?.status ?? 201, ...(error && { error }) } };
    }),
  };
}
