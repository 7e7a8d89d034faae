import { backoffMs } from './backoff';
import type { Delivery } from './delivery';
import type { OutboxRow } from './outbox-row';

/** An event that fails by itself this often, next to others that get through, is given up. */
export const MOST_ATTEMPTS = 20;

/** What is written down about a row after it was offered to some sinks. */
export interface Settlement {
  readonly row: OutboxRow;
  /** Sinks that took it just now. */
  readonly done: readonly string[];
  /** Sinks that never will. */
  readonly dead: readonly string[];
  readonly attempts: number;
  /** Set when a sink is to get it again later: until then its environment's later events wait there too. */
  readonly retryInMs?: number;
  /** Why it is dead or waits. */
  readonly reason?: string;
}

/**
 * What follows from the deliveries of a batch, row by row. An unreachable sink leaves no trace: its
 * rows simply are not done.
 * @param random in [0, 1), asked once per failure
 */
export function settlementsOf(
  rows: readonly OutboxRow[],
  deliveries: readonly Delivery[],
  random: () => number,
): Settlement[] {
  return rows.map((row) =>
    deliveries.reduce((settlement, delivery) => settle(settlement, delivery, random), start(row)),
  );
}

function start(row: OutboxRow): Settlement {
  return { row, done: [], dead: [], attempts: row.attempts };
}

function settle(so: Settlement, delivery: Delivery, random: () => number): Settlement {
  if (delivery.kind === 'unreachable') return so;
  const { sink } = delivery;
  const outcome = delivery.outcomes.get(so.row.event.id) ?? { kind: 'done' };
  switch (outcome.kind) {
    case 'done':
      return { ...so, done: [...so.done, sink] };
    case 'dead':
      return bury(so, sink, outcome.reason);
    case 'retry': {
      const attempts = so.attempts + 1;
      const failed = { ...so, attempts, reason: `${sink}: ${outcome.reason}` };
      if (attempts >= MOST_ATTEMPTS) return bury(failed, sink, outcome.reason);
      return { ...failed, retryInMs: backoffMs(attempts, random()) };
    }
    default:
      return outcome satisfies never;
  }
}

function bury(so: Settlement, sink: string, reason: string): Settlement {
  return { ...so, dead: [...so.dead, sink], reason: `${sink}: ${reason}` };
}
