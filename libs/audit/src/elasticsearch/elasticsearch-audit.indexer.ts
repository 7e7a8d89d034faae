import type { Client } from '@elastic/elasticsearch';
import type { DeliveryOutcome } from '@app/outbox';
import { bulkOperation, DocumentWriter } from '@app/platform/elasticsearch';
import { AuditIndexer, type IndexableEvent } from '../application/audit.indexer';
import { toAuditDocument } from './audit-document';
import type { AuditIndex } from './audit-index';

const BULK_TIMEOUT_MS = 20_000;

/** Writes events into the index of their month, each under its own id. */
export class ElasticsearchAuditIndexer extends AuditIndexer {
  private readonly writer: DocumentWriter;

  constructor(
    private readonly client: Client,
    private readonly index: AuditIndex,
  ) {
    super();
    this.writer = new DocumentWriter(client, {
      template: index.template,
      timeoutMs: BULK_TIMEOUT_MS,
    });
  }

  override write(events: readonly IndexableEvent[]): Promise<Map<string, DeliveryOutcome>> {
    return this.writer.write(
      events.map(({ event, terms }) =>
        bulkOperation(this.index.of(event.time), event.id, toAuditDocument(event, terms)),
      ),
    );
  }

  override async clear(): Promise<void> {
    const found = await this.client.indices.get({
      index: this.index.pattern,
      allow_no_indices: true,
    });
    // One by one: a cluster may refuse to delete by wildcard.
    for (const index of Object.keys(found)) await this.client.indices.delete({ index });
    this.writer.forgetTemplate();
  }
}
