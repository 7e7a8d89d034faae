import type { Client } from '@elastic/elasticsearch';
import { Injectable, Optional } from '@nestjs/common';
import { InjectMetric } from '@willsoto/nestjs-prometheus';
import { Gauge } from 'prom-client';
import { HealthContributor, HealthRegistry, type HealthStatus } from '../health';
import { ScrapeHooks } from '../metrics';
import { InjectElasticsearch } from './elasticsearch.tokens';

export const ELASTICSEARCH_UP = 'elasticsearch_up';
/** Well below the time within which a health check and a scrape must answer. */
const PROBE_TIMEOUT_MS = 800;

/** Whether Elasticsearch answers and holds its data. Nothing needs it to go on, so it can only degrade. */
@Injectable()
export class ElasticsearchHealth extends HealthContributor {
  override readonly name = 'elasticsearch';
  override readonly kind = 'optional';

  constructor(
    @InjectElasticsearch() private readonly client: Client | undefined,
    @InjectMetric(ELASTICSEARCH_UP) private readonly up: Gauge,
    @Optional() registry?: HealthRegistry,
    @Optional() hooks?: ScrapeHooks,
  ) {
    super();
    if (client === undefined) {
      up.remove(); // No sample at all: 0 would mean that it is lost, and wake someone.
      return;
    }
    up.set(0);
    registry?.register(this);
    hooks?.add(async () => void (await this.check()));
  }

  /** `red` means that some index cannot be searched; `yellow` only that a copy is missing. */
  override async check(): Promise<HealthStatus> {
    const status = await this.clusterStatus();
    this.up.set(status === undefined ? 0 : 1);
    if (status === undefined) {
      return {
        status: 'down',
        detail:
          'Elasticsearch does not answer; PostgreSQL searches the audit log, usage waits in memory.',
      };
    }
    return status === 'red'
      ? { status: 'degraded', detail: 'Some index of Elasticsearch is not available.' }
      : { status: 'up' };
  }

  private async clusterStatus(): Promise<string | undefined> {
    try {
      // Not `ping()`, which asks for `/`: some distributions do not answer there.
      const health = await this.client?.cluster.health({}, { requestTimeout: PROBE_TIMEOUT_MS });
      return health?.status.toLowerCase();
    } catch {
      return undefined;
    }
  }
}
