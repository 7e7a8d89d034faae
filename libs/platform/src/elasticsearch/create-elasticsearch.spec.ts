import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createElasticsearch } from './create-elasticsearch';

describe('a client made from a URL with credentials and a path', () => {
  it('sends both', async () => {
    const requests: IncomingMessage[] = [];
    const server = createServer((request, response) => {
      requests.push(request);
      response.setHeader('X-Elastic-Product', 'Elasticsearch');
      response.setHeader('Content-Type', 'application/vnd.elasticsearch+json;compatible-with=8');
      response.end('{"status":"green"}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const client = createElasticsearch(`http://ann:p%40ss@127.0.0.1:${port}/search`);

    expect(await client.cluster.health()).toMatchObject({ status: 'green' });

    const [request] = requests;
    expect(request?.url).toBe('/search/_cluster/health');
    const basic = Buffer.from('ann:p@ss').toString('base64');
    expect(request?.headers.authorization).toBe(`Basic ${basic}`);
    await client.close();
    server.close();
  });
});
