import type { DeliveryOutcome } from '../event.sink';

/** What came of offering a batch to one sink. */
export type Delivery =
  | {
      readonly kind: 'answered';
      readonly sink: string;
      /** By event id; an event that is not mentioned is done. */
      readonly outcomes: ReadonlyMap<string, DeliveryOutcome>;
    }
  | { readonly kind: 'unreachable'; readonly sink: string; readonly reason: string };

/**
 * Tells a sink that is down or overloaded from events that fail by themselves: when not one event of
 * the batch got through, it is the sink, which is then tried for ever, and no event is blamed.
 */
export function judged(delivery: Delivery, eventIds: readonly string[]): Delivery {
  if (delivery.kind === 'unreachable') return delivery;
  const { sink, outcomes } = delivery;
  const first = outcomes.get(eventIds[0] ?? '');
  const allRetry = eventIds.every((id) => outcomes.get(id)?.kind === 'retry');
  if (first?.kind !== 'retry' || !allRetry) return delivery;
  return { kind: 'unreachable', sink, reason: first.reason };
}
