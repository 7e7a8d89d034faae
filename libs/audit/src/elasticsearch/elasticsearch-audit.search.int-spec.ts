import type { Client } from '@elastic/elasticsearch';
import { eventually, useElasticsearch } from '@app/testing';
import { searchTermsOf } from '../domain/search-terms';
import { auditSearchContract } from '../testing/audit-search.contract';
import { patientElasticsearch } from '@app/platform/testing/patient-elasticsearch';
import { AuditIndex } from './audit-index';
import { ElasticsearchAuditIndexer } from './elasticsearch-audit.indexer';
import { ElasticsearchAuditSearch } from './elasticsearch-audit.search';

describe('the audit log in Elasticsearch', () => {
  const server = useElasticsearch();
  let client: Client;
  let index: AuditIndex;

  beforeAll(() => {
    client = patientElasticsearch(server.url);
    index = new AuditIndex(`${server.prefix}log`);
  });

  afterAll(() => client.close());

  auditSearchContract(() => ({
    search: new ElasticsearchAuditSearch(client, index),
    store: async (...events) => {
      const indexer = new ElasticsearchAuditIndexer(client, index);
      const terms = events.map((event) => ({ event, terms: searchTermsOf(event) }));
      expect(await eventually(() => indexer.write(terms))).toEqual(new Map());
      await client.indices.refresh({ index: index.pattern });
    },
  }));
});
