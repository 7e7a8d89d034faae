import type { EvaluationEvent } from './evaluation-event';

/** Events of one sink that may wait or be under way; about 2 MB. */
export const MOST_WAITING = 2_048;

/** Told what became of events that were taken. */
export type DeliveryListener = (outcome: 'sent' | 'failed', events: number) => void;

/** Where events of evaluations go. */
export abstract class EventSink {
  /** Takes an event, to be sent later. Never waits. @returns whether there was room */
  abstract emit(event: EvaluationEvent): boolean;

  /** Sends what waits, if that can be done in two seconds. Never throws. */
  abstract close(): Promise<void>;
}
