import { type Delivery, judged } from '../domain/delivery';
import type { OutboxRow } from '../domain/outbox-row';
import type { EventSink } from '../event.sink';
import type { RelayObserver } from './relay.observer';

/** A sink that has not answered by then counts as down; what it still does with the batch is harmless. */
const DELIVERY_TIMEOUT_MS = 30_000;

/** Offers a batch to a sink. Never throws: whatever goes wrong is a `Delivery`, too. */
export async function offer(
  sink: EventSink,
  rows: readonly OutboxRow[],
  observer: RelayObserver,
): Promise<Delivery> {
  const began = performance.now();
  const ids = rows.map(({ event }) => event.id);
  const delivery = judged(await answerOf(sink, rows), ids);
  observer.took(sink.name, (performance.now() - began) / 1000);
  count(delivery, ids, observer);
  return delivery;
}

async function answerOf(sink: EventSink, rows: readonly OutboxRow[]): Promise<Delivery> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Error('it did not answer in time')),
    DELIVERY_TIMEOUT_MS,
  );
  // A process that ends does not wait for a sink that hangs.
  timer.unref();
  try {
    const outcomes = await Promise.race([sink.deliver(rows.map(({ event }) => event)), late]);
    return { kind: 'answered', sink: sink.name, outcomes };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'unreachable', sink: sink.name, reason };
  } finally {
    clearTimeout(timer);
  }
}

function count(delivery: Delivery, ids: readonly string[], observer: RelayObserver): void {
  const counts = { done: 0, retry: 0, dead: 0 };
  for (const id of ids) {
    if (delivery.kind === 'unreachable') counts.retry += 1;
    else counts[delivery.outcomes.get(id)?.kind ?? 'done'] += 1;
  }
  for (const outcome of ['done', 'retry', 'dead'] as const) {
    if (counts[outcome] > 0) observer.delivered(delivery.sink, outcome, counts[outcome]);
  }
}
