import type { estypes } from '@elastic/elasticsearch';
import { fields, keyword, MonthlyIndex } from '@app/platform/elasticsearch';

/** Strict: a member that nobody thought of is refused in a test, not guessed at in production. */
const MAPPINGS: estypes.MappingTypeMapping = {
  dynamic: 'strict',
  properties: {
    '@timestamp': { type: 'date' },
    ecs: fields({ version: keyword }),
    event: fields({ kind: keyword }),
    organization: fields({ id: keyword, name: keyword }),
    service: fields({ name: keyword }),
    feature_flag: fields({
      key: keyword,
      set: fields({ id: keyword }),
      result: fields({ variant: keyword }),
    }),
    flags: fields({
      environment: keyword,
      environment_id: keyword,
      evaluations: { type: 'long' },
      bulk_evaluations: { type: 'long' },
    }),
  },
};

const SETTINGS: estypes.IndicesIndexSettings = {
  codec: 'best_compression',
  // What is asked for together lies together: less to read, and much less to store.
  sort: { field: ['flags.environment_id', 'feature_flag.key', '@timestamp'] },
};

/** Names and form of the indices that hold the feature log. */
export class UsageIndex extends MonthlyIndex {
  /** @param prefix keeps installations on one cluster apart */
  constructor(prefix: string) {
    super(`${prefix}-usage`);
  }

  get template(): estypes.IndicesPutIndexTemplateRequest {
    return this.templateOf(MAPPINGS, SETTINGS);
  }
}
