import type { estypes } from '@elastic/elasticsearch';
import { fields, keyword, MonthlyIndex } from '@app/platform/elasticsearch';

const stored: estypes.MappingProperty = { type: 'object', enabled: false };

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

/** Names and form of the indices that hold the audit log. */
export class AuditIndex extends MonthlyIndex {
  /** @param prefix keeps installations on one cluster apart */
  constructor(prefix: string) {
    super(`${prefix}-audit`);
  }

  get template(): estypes.IndicesPutIndexTemplateRequest {
    return this.templateOf(MAPPINGS);
  }
}
