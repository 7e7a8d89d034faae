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

/** A failure that took longer than this is one that the next reader should not wait for. */
const SLOW_MS = 200;
/** After a slow failure the index is left alone for this long: an outage costs one slow answer, not each. */
const REST_MS = 5_000;

/** Asks the index where there is one, and the record where there is none or it fails. */
export class AuditReader {
  private readonly logger = new Logger(AuditReader.name);
  private restUntil = -Infinity;
  private failing = false;

  constructor(private readonly parts: AuditReaderParts) {}

  /** @throws Error only when the record itself cannot be read */
  async search(query: AuditQuery): Promise<AuditAnswer> {
    const { index } = this.parts;
    if (index === undefined) return this.fromRecord(query, 'postgres');
    if (this.parts.clock.now() < this.restUntil)
      return this.fromRecord(query, 'postgres; fallback');
    const began = this.parts.clock.now();
    try {
      const page = await index.search(query);
      this.succeeded();
      return { ...page, source: 'elasticsearch' };
    } catch (error) {
      this.failed(error, began);
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

  private succeeded(): void {
    this.parts.observer.searched('elasticsearch', 'success');
    if (this.failing) this.logger.log('The audit index answers again.');
    this.failing = false;
  }

  /** Told once per outage. */
  private failed(error: unknown, began: number): void {
    const now = this.parts.clock.now();
    if (now - began >= SLOW_MS) this.restUntil = now + REST_MS;
    if (this.failing) return;
    this.failing = true;
    const reason = error instanceof Error ? error.message : String(error);
    this.logger.warn(`The audit index failed (${reason}); PostgreSQL answers meanwhile.`);
  }
}
