import type { estypes } from '@elastic/elasticsearch';

/** Longer values are stored and shown, and not found by this field: they must not cost the document. */
const LONGEST_KEYWORD = 1_024;

const keyword: estypes.MappingProperty = { type: 'keyword', ignore_above: LONGEST_KEYWORD };
const stored: estypes.MappingProperty = { type: 'object', enabled: false };
const fields = (properties: Record<string, estypes.MappingProperty>): estypes.MappingProperty => ({
  properties,
});

/** Strict: a member that nobody thought of is refused in a test, not guessed at in production. */
const MAPPINGS: estypes.MappingTypeMapping = {
  dynamic: 'strict',
  properties: {
    '@timestamp': { type: 'date' },
    ecs: fields({ version: keyword }),
    event: fields({
      id: keyword,
      kind: keyword,
      category: keyword,
      type: keyword,
      action: keyword,
      outcome: keyword,
      // For a chain of hashes over the events, so that it needs no other mapping.
      sequence: { type: 'long' },
      hash: keyword,
    }),
    organization: fields({ id: keyword, name: keyword }),
    user: fields({ id: keyword, name: keyword }),
    service: fields({ name: keyword }),
    source: fields({ ip: { type: 'ip', ignore_malformed: true } }),
    http: fields({ request: fields({ id: keyword }) }),
    flags: fields({
      actor_type: keyword,
      key: keyword,
      environment: keyword,
      environment_id: keyword,
      epoch: keyword,
      revision: { type: 'long' },
      promotion_id: keyword,
      before: stored,
      after: stored,
      changes: stored,
    }),
    search: fields({ terms: keyword }),
  },
};

/** Names and form of the indices that hold the audit log: one per month of the events' time. */
export class AuditIndex {
  /** @param prefix keeps installations on one cluster apart */
  constructor(private readonly prefix: string) {}

  /** All months. */
  get pattern(): string {
    return `${this.prefix}-audit-*`;
  }

  /**
   * The index of an event. It depends on the event alone, so that a repeated delivery meets its own
   * first copy: an `_id` is unique within one index only.
   * @param time RFC 3339, UTC
   */
  of(time: string): string {
    return `${this.prefix}-audit-${time.slice(0, 4)}.${time.slice(5, 7)}`;
  }

  /** Makes every index of the pattern what it must be when it comes into being. */
  get template(): estypes.IndicesPutIndexTemplateRequest {
    return {
      name: `${this.prefix}-audit`,
      index_patterns: [this.pattern],
      priority: 200,
      template: {
        settings: {
          number_of_shards: 1,
          // None on a single node, a copy as soon as there is a second one.
          auto_expand_replicas: '0-1',
        },
        mappings: MAPPINGS,
      },
    };
  }
}
