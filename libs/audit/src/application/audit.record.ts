import type { IndexableEvent } from './audit.indexer';

/** The record, from its beginning to its end: for those who need every event of every tenant. */
export abstract class AuditRecord {
  /**
   * The next events in an order of the record's own.
   * @param after the last event of the call before
   */
  abstract read(limit: number, after?: IndexableEvent): Promise<IndexableEvent[]>;
}
