import type { DomainEvent } from '@app/kernel';

/** An event that some sinks have still to take. */
export interface OutboxRow {
  readonly tenantId: string;
  /** A 64-bit number in decimal; in the order of commits within an environment. */
  readonly id: string;
  readonly event: DomainEvent;
  /** How often it has failed by itself so far. */
  readonly attempts: number;
}
