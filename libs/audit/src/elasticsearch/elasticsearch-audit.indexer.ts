import { type Client, errors } from '@elastic/elasticsearch';
import type { DeliveryOutcome } from '@app/outbox';
import { AuditIndexer, type IndexableEvent } from '../application/audit.indexer';
import { toAuditDocument } from './audit-document';
import type { AuditIndex } from './audit-index';
import { bulkOutcome } from './bulk-outcome';
import { type BulkOperation, bulkOperation, inRequests } from './bulk-operation';

/** Well below what a server takes by default (100 MB); large requests gain nothing. */
const MOST_REQUEST_BYTES = 5 * 1024 * 1024;
const BULK_TIMEOUT_MS = 20_000;
/** So that indices made after somebody emptied the cluster have their form again. */
const TEMPLATE_LIFE_MS = 600_000;
const TOO_LARGE = 413;

/** Bulk `create` with the event's id: what is there already answers 409, which is as good as done. */
export class ElasticsearchAuditIndexer extends AuditIndexer {
  private templateUntil = -Infinity;

  constructor(
    private readonly client: Client,
    private readonly index: AuditIndex,
  ) {
    super();
  }

  override async write(events: readonly IndexableEvent[]): Promise<Map<string, DeliveryOutcome>> {
    const operations = events.map(({ event, terms }) =>
      bulkOperation(this.index.of(event.time), event.id, toAuditDocument(event, terms)),
    );
    const outcomes = new Map<string, DeliveryOutcome>();
    try {
      await this.ensureTemplate();
      for (const request of inRequests(operations, MOST_REQUEST_BYTES)) {
        await this.send(request, outcomes);
      }
    } catch (error) {
      this.templateUntil = -Infinity;
      throw error;
    }
    return outcomes;
  }

  override async clear(): Promise<void> {
    const found = await this.client.indices.get({
      index: this.index.pattern,
      allow_no_indices: true,
    });
    // One by one: a cluster may refuse to delete by wildcard.
    for (const index of Object.keys(found)) await this.client.indices.delete({ index });
    this.templateUntil = -Infinity;
  }

  private async ensureTemplate(): Promise<void> {
    if (performance.now() < this.templateUntil) return;
    await this.client.indices.putIndexTemplate(this.index.template);
    this.templateUntil = performance.now() + TEMPLATE_LIFE_MS;
  }

  private async send(
    request: readonly BulkOperation[],
    outcomes: Map<string, DeliveryOutcome>,
  ): Promise<void> {
    try {
      const answer = await this.client.bulk(
        { operations: request.flatMap(({ lines }) => [...lines]) },
        { requestTimeout: BULK_TIMEOUT_MS },
      );
      if (!answer.errors) return;
      answer.items.forEach(({ create }, position) => {
        const outcome = create === undefined ? undefined : bulkOutcome(create);
        const id = request[position]?.id;
        if (outcome !== undefined && id !== undefined) outcomes.set(id, outcome);
      });
    } catch (error) {
      if (!(error instanceof errors.ResponseError) || error.statusCode !== TOO_LARGE) throw error;
      await this.sendHalves(request, outcomes);
    }
  }

  /** What lies between takes less at once than we thought; a document too large by itself is given up. */
  private async sendHalves(
    request: readonly BulkOperation[],
    outcomes: Map<string, DeliveryOutcome>,
  ): Promise<void> {
    const [first] = request;
    if (first === undefined) return;
    if (request.length === 1) {
      outcomes.set(first.id, { kind: 'dead', reason: `413: ${first.bytes} bytes are too large` });
      return;
    }
    const middle = Math.ceil(request.length / 2);
    await this.send(request.slice(0, middle), outcomes);
    await this.send(request.slice(middle), outcomes);
  }
}
