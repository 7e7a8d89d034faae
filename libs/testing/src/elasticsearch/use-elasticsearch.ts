import { randomUUID } from 'node:crypto';

import { sharedServer } from '../host/test-server-host';
import { ServerMissing } from '../server-missing';
import { canStartElasticsearch } from './elasticsearch-install';

const START_TIMEOUT_MS = 180_000;

/** The Elasticsearch of a test run, shared by its spec files; each keeps to its prefix. */
export interface TestElasticsearch {
  /** There from `beforeAll` on. */
  readonly url: string;
  /** Begins the names of all indices, aliases and templates of this file, such as `test-1f3a…-`. */
  readonly prefix: string;
}

/**
 * Gives the spec file a real Elasticsearch and a name space in it, emptied at the end.
 * @throws ServerMissing when none can be had.
 */
export function useElasticsearch(): TestElasticsearch {
  if (!isGiven() && !canStartElasticsearch()) {
    throw new ServerMissing(
      'Elasticsearch',
      'Run `npm test` once as root, install Maven and Java 17 or later, or set TEST_ELASTICSEARCH_URL.',
    );
  }
  const prefix = `test-${randomUUID().slice(0, 8)}-`;
  let url: string | undefined;

  beforeAll(async () => {
    url = await sharedServer('elasticsearch');
  }, START_TIMEOUT_MS);
  afterAll(() => (url === undefined ? undefined : clean(url, prefix)));

  return {
    prefix,
    get url() {
      if (url === undefined) throw new Error('Elasticsearch is there from beforeAll on.');
      return url;
    },
  };
}

function isGiven(): boolean {
  return (process.env.TEST_ELASTICSEARCH_URL ?? process.env.ELASTICSEARCH_URL) !== undefined;
}

/** Index by index: a wildcard delete is refused by default. */
async function clean(url: string, prefix: string): Promise<void> {
  const response = await fetch(`${url}/_cat/indices/${prefix}*?format=json&h=index`);
  const indices = response.ok ? ((await response.json()) as { index: string }[]) : [];
  await Promise.all(indices.map(({ index }) => fetch(`${url}/${index}`, { method: 'DELETE' })));
  await fetch(`${url}/_index_template/${prefix}*`, { method: 'DELETE' });
}
