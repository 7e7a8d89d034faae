import type { DomainEvent } from '@app/kernel';
import type { AuditQuery } from '../domain/audit-query';

/** Events of one page, newest first (ties by id, descending), and how many match in all. */
export interface AuditPage {
  readonly events: readonly DomainEvent[];
  readonly total: number;
}

/** Finds events of one tenant. Every adapter answers the same for the same events. */
export abstract class AuditSearch {
  /** @throws Error when the store cannot answer */
  abstract search(query: AuditQuery): Promise<AuditPage>;
}
