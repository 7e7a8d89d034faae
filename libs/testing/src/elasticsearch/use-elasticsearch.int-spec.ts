import { Client } from '@elastic/elasticsearch';

import { useElasticsearch } from './use-elasticsearch';

describe('the Elasticsearch of a test run', () => {
  const elasticsearch = useElasticsearch();

  it('stores and finds a document under the prefix of the file', async () => {
    const client = new Client({ node: elasticsearch.url });
    const index = `${elasticsearch.prefix}notes`;
    await client.index({ index, document: { text: 'a word to find' }, refresh: 'wait_for' });
    const found = await client.search({ index, query: { match: { text: 'word' } } });
    expect(found.hits.hits.map((hit) => hit._source)).toEqual([{ text: 'a word to find' }]);
    await client.close();
  });
});
