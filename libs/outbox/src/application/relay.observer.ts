import type { DeliveryOutcome } from '../event.sink';

/** Sees what becomes of deliveries. */
export interface RelayObserver {
  /** `count` events ended so at `sink`. */
  delivered(sink: string, outcome: DeliveryOutcome['kind'], count: number): void;
  /** One call of `sink` took this long, whatever came of it. */
  took(sink: string, seconds: number): void;
}
