import type { DomainEvent } from '@app/kernel';
import { type DeliveryOutcome, EventSink } from '@app/outbox';
import type { AuditIndexer } from './audit.indexer';
import { searchTermsOf } from '../domain/search-terms';

/** Takes events from the outbox to the index. */
export class AuditIndexSink extends EventSink {
  override readonly name = 'audit-index';

  constructor(private readonly indexer: AuditIndexer) {
    super();
  }

  override deliver(events: readonly DomainEvent[]): Promise<ReadonlyMap<string, DeliveryOutcome>> {
    return this.indexer.write(events.map((event) => ({ event, terms: searchTermsOf(event) })));
  }
}
