import type { Client, estypes } from '@elastic/elasticsearch';
import { type AuditPage, AuditSearch } from '../application/audit.search';
import type { AuditFilter, AuditQuery } from '../domain/audit-query';
import { type AuditDocument, fromAuditDocument } from './audit-document';
import type { AuditIndex } from './audit-index';

/** The server stops by itself before the client gives up on it. */
const SERVER_TIMEOUT = '1500ms';

/** Search in the index: about a second behind the record. */
export class ElasticsearchAuditSearch extends AuditSearch {
  constructor(
    private readonly client: Client,
    private readonly index: AuditIndex,
  ) {
    super();
  }

  override async search(query: AuditQuery): Promise<AuditPage> {
    const { cursor, page, pageSize } = query;
    const answer = await this.client.search<AuditDocument>({
      index: this.index.pattern,
      // No month has been written yet, or one is being removed: there is nothing to find in it.
      ignore_unavailable: true,
      allow_no_indices: true,
      allow_partial_search_results: false,
      timeout: SERVER_TIMEOUT,
      query: { bool: { filter: filtersOf(query.tenantId, query.filter) } },
      sort: [
        { '@timestamp': { order: 'desc', format: 'epoch_millis', unmapped_type: 'date' } },
        { 'event.id': { order: 'desc', unmapped_type: 'keyword' } },
      ],
      size: pageSize,
      ...(cursor === undefined
        ? { from: (page - 1) * pageSize, track_total_hits: true }
        : { search_after: [cursor.time, cursor.id], track_total_hits: false }),
    });
    // A part of the answer is a wrong answer.
    if (answer.timed_out) throw new Error('the search took too long');
    return { events: answer.hits.hits.map(eventOf), total: cursor?.total ?? totalOf(answer) };
  }
}

/** The tenant is always the first condition: there is no way to leave it out. */
function filtersOf(
  tenantId: string,
  { environment, action, actor, key, from, to, words }: AuditFilter,
): estypes.QueryDslQueryContainer[] {
  const terms = Object.entries({
    'organization.id': tenantId,
    'flags.environment': environment,
    'event.action': action,
    'user.id': actor,
    'flags.key': key,
  }).flatMap(([field, value]) => (value === undefined ? [] : [{ term: { [field]: value } }]));
  const range = {
    ...(from === undefined ? {} : { gte: from }),
    ...(to === undefined ? {} : { lt: to }),
    format: 'epoch_millis',
  };
  return [...terms, { range: { '@timestamp': range } }, ...wordFilters(words)];
}

function wordFilters(words: readonly string[] | undefined): estypes.QueryDslQueryContainer[] {
  if (words === undefined) return [];
  if (words.length === 0) return [{ match_none: {} }];
  return words.map((word) => ({ prefix: { 'search.terms': { value: word } } }));
}

function eventOf({
  _source,
}: estypes.SearchHit<AuditDocument>): ReturnType<typeof fromAuditDocument> {
  if (_source === undefined) throw new TypeError('the index keeps no documents');
  return fromAuditDocument(_source);
}

function totalOf({ hits }: estypes.SearchResponse<AuditDocument>): number {
  return typeof hits.total === 'number' ? hits.total : (hits.total?.value ?? 0);
}
