import type { Client, estypes } from '@elastic/elasticsearch';
import { Logger } from '@nestjs/common';
import { StoreUnavailable } from '@app/kernel';
import { bulkOperation, DocumentWriter } from '@app/platform/elasticsearch';
import type { Interval } from '../counts/interval';
import type { UsageBatch, UsageCount } from '../counts/usage-count';
import { type UsagePoint, type UsageQuery, UsageStore } from '../counts/usage.store';
import { toUsageDocument } from './usage-document';
import type { UsageIndex } from './usage-index';

/** A process that ends waits for two of them: what is under way, and the rest. */
const BULK_TIMEOUT_MS = 5_000;
const READ_TIMEOUT_MS = 5_000;
/** The server stops by itself before the client gives up on it. */
const SERVER_TIMEOUT = '4500ms';
const REMOVAL_TIMEOUT_MS = 10_000;
const REMOVED_AT_ONCE = 10_000;
/** Requests that remove, of one run. */
const MOST_REMOVALS = 100;
/** Points in one answer of the server. */
const PAGE = 5_000;

const FIXED_INTERVALS: Readonly<Record<Interval, string>> = { minute: '1m', hour: '1h', day: '1d' };

/** A point as the aggregation gives it. */
interface PointBucket {
  readonly key: { readonly at: number; readonly variant: string | null };
  readonly evaluations: { readonly value: number };
  readonly bulk_evaluations: { readonly value: number };
}

interface PointsAggregate {
  readonly buckets: readonly PointBucket[];
  readonly after_key?: estypes.AggregationsCompositeAggregateKey;
}

/** Counts in Elasticsearch, the feature log: by minute, a document per count that a process wrote. */
export class ElasticsearchUsageStore extends UsageStore {
  private readonly logger = new Logger('Usage');
  private readonly writer: DocumentWriter;
  private unreadable = false;

  constructor(
    private readonly client: Client,
    private readonly index: UsageIndex,
  ) {
    super();
    this.writer = new DocumentWriter(client, {
      template: index.template,
      timeoutMs: BULK_TIMEOUT_MS,
    });
  }

  /** A count's id is its batch and its place there, so that one that is written again meets itself. */
  override async add({ id, counts }: UsageBatch): Promise<readonly UsageCount[]> {
    const idOf = (position: number): string => `${id}-${position}`;
    const refusals = await this.writer.write(
      counts.map((count, position) => {
        const document = toUsageDocument(count);
        return bulkOperation(this.index.of(document['@timestamp']), idOf(position), document);
      }),
    );
    const later = [...refusals.values()].find(({ kind }) => kind === 'retry');
    if (later !== undefined) throw new Error(later.reason);
    const [first] = refusals.values();
    if (first === undefined) return [];
    this.logger.error(`The feature log refuses ${refusals.size} counts for good: ${first.reason}`);
    return counts.filter((_, position) => refusals.has(idOf(position)));
  }

  /** @throws StoreUnavailable */
  override async read(query: UsageQuery): Promise<UsagePoint[]> {
    try {
      const buckets = await this.pages(query);
      this.unreadable = false;
      return buckets.map(pointOf);
    } catch (error) {
      // Told once per outage.
      if (!this.unreadable) this.logger.warn({ err: error }, 'The feature log cannot be read');
      this.unreadable = true;
      throw new StoreUnavailable('The feature log', undefined, { cause: error });
    }
  }

  /** Months go as a whole; within the one that is neither over nor wholly kept, documents go. */
  override async tidy({ before }: { before: number }): Promise<void> {
    const found = await this.client.indices.get({
      index: this.index.pattern,
      allow_no_indices: true,
    });
    for (const index of Object.keys(found)) {
      const end = this.index.endOf(index);
      if (end !== undefined && end <= before) {
        await this.client.indices.delete({ index, ignore_unavailable: true });
      }
    }
    await this.removeFrom(this.index.of(new Date(before).toISOString()), before);
  }

  /** Not all at once: what is left goes an hour later, and at the latest with its month. */
  private async removeFrom(index: string, before: number): Promise<void> {
    for (let round = 0; round < MOST_REMOVALS; round += 1) {
      const ids = await this.idsIn(index, before);
      if (ids.length === 0) return;
      const answer = await this.client.bulk(
        { operations: ids.map((_id) => ({ delete: { _index: index, _id } })), refresh: true },
        { requestTimeout: REMOVAL_TIMEOUT_MS },
      );
      // What another process has removed meanwhile is none of them.
      const refused = answer.items.find(({ delete: item }) => item?.error !== undefined)?.delete;
      if (refused?.error !== undefined) throw new Error(`not removed: ${refused.error.reason}`);
    }
  }

  private async idsIn(index: string, before: number): Promise<string[]> {
    const answer = await this.client.search(
      {
        index,
        ignore_unavailable: true,
        query: { range: { '@timestamp': { lt: before, format: 'epoch_millis' } } },
        size: REMOVED_AT_ONCE,
        sort: '_doc',
        _source: false,
        track_total_hits: false,
      },
      { requestTimeout: REMOVAL_TIMEOUT_MS },
    );
    return answer.hits.hits.flatMap(({ _id }) => (_id === undefined ? [] : [_id]));
  }

  private async pages(query: UsageQuery): Promise<PointBucket[]> {
    const buckets: PointBucket[] = [];
    let page: PointsAggregate | undefined;
    do {
      page = await this.page(query, page?.after_key);
      buckets.push(...page.buckets);
    } while (page.buckets.length === PAGE);
    return buckets;
  }

  private async page(
    query: UsageQuery,
    after: estypes.AggregationsCompositeAggregateKey | undefined,
  ): Promise<PointsAggregate> {
    const answer = await this.client.search<never, { points: PointsAggregate }>(
      {
        index: this.index.pattern,
        // No month has been written yet, or one is being removed: there is nothing to find in it.
        ignore_unavailable: true,
        allow_no_indices: true,
        allow_partial_search_results: false,
        timeout: SERVER_TIMEOUT,
        size: 0,
        query: { bool: { filter: filtersOf(query) } },
        aggregations: { points: pointsBy(query.interval, after) },
      },
      { requestTimeout: READ_TIMEOUT_MS },
    );
    // A part of the answer is a wrong answer.
    if (answer.timed_out) throw new Error('the search took too long');
    return answer.aggregations?.points ?? { buckets: [] };
  }
}

/** The tenant is always the first condition: there is no way to leave it out. */
function filtersOf(query: UsageQuery): estypes.QueryDslQueryContainer[] {
  const { tenantId, environmentId, flag, from, to } = query;
  return [
    { term: { 'organization.id': tenantId } },
    { term: { 'flags.environment_id': environmentId } },
    { term: { 'feature_flag.key': flag } },
    { range: { '@timestamp': { gte: from, lt: to, format: 'epoch_millis' } } },
  ];
}

/** By time, then variant; composite, because that is the aggregation that can be paged. */
function pointsBy(
  interval: Interval,
  after: estypes.AggregationsCompositeAggregateKey | undefined,
): estypes.AggregationsAggregationContainer {
  const at = { field: '@timestamp', fixed_interval: FIXED_INTERVALS[interval] };
  const variant = { field: 'feature_flag.result.variant', missing_bucket: true };
  return {
    composite: {
      size: PAGE,
      sources: [{ at: { date_histogram: at } }, { variant: { terms: variant } }],
      ...(after === undefined ? {} : { after }),
    },
    aggregations: {
      evaluations: { sum: { field: 'flags.evaluations' } },
      bulk_evaluations: { sum: { field: 'flags.bulk_evaluations' } },
    },
  };
}

function pointOf({ key, evaluations, bulk_evaluations: bulkEvaluations }: PointBucket): UsagePoint {
  return {
    at: key.at,
    variant: key.variant ?? undefined,
    count: evaluations.value,
    bulkCount: bulkEvaluations.value,
  };
}
