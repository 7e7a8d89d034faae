import { Logger } from '@nestjs/common';
import type { Clock } from '@app/kernel';
import type { AuditQuery } from '../domain/audit-query';
import type { AuditPage, AuditSearch } from './audit.search';

/** An answer with the store it came from; `postgres; fallback`: the index failed and the record stood in. */
export interface AuditAnswer extends AuditPage {
  readonly source: 'elasticsearch' | 'postgres' | 'postgres; fallback';
}

/** Sees what became of every search. */
export interface SearchObserver {
  searched(source: 'elasticsearch' | 'postgres', outcome: 'success' | 'fallback'): void;
}

export interface AuditReaderParts {
  /** The record: complete at every moment. */
  readonly record: AuditSearch;
  /** The index, a moment behind the record; absent when none is configured. */
  readonly index?: AuditSearch;
  readonly clock: Clock;
  readonly observer: SearchObserver;
}

/** After a failure the index is left alone for this long, so that an outage costs one slow answer, not each. */
const REST_MS = 5_000;

/** Asks the index where there is one, and the record where there is none or it fails. */
export class AuditReader {
  private readonly logger = new Logger(AuditReader.name);
  private restUntil = -Infinity;

  constructor(private readonly parts: AuditReaderParts) {}

  /** @throws Error only when the record itself cannot be read */
  async search(query: AuditQuery): Promise<AuditAnswer> {
    const { index } = this.parts;
    if (index === undefined) return this.fromRecord(query, 'postgres');
    if (this.parts.clock.now() < this.restUntil)
      return this.fromRecord(query, 'postgres; fallback');
    try {
      const page = await index.search(query);
      this.parts.observer.searched('elasticsearch', 'success');
      return { ...page, source: 'elasticsearch' };
    } catch (error) {
      this.rest(error);
      return this.fromRecord(query, 'postgres; fallback');
    }
  }

  private async fromRecord(
    query: AuditQuery,
    source: 'postgres' | 'postgres; fallback',
  ): Promise<AuditAnswer> {
    const page = await this.parts.record.search(query);
    this.parts.observer.searched('postgres', source === 'postgres' ? 'success' : 'fallback');
    return { ...page, source };
  }

  private rest(error: unknown): void {
    this.restUntil = this.parts.clock.now() + REST_MS;
    const reason = error instanceof Error ? error.message : String(error);
    this.logger.warn(`The audit index failed (${reason}); PostgreSQL answers meanwhile.`);
  }
}
