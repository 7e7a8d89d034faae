import type { JsonValue } from '@app/kernel';

/** Ends a subscription. Calling it again does nothing. */
export type Unsubscribe = () => void;

/**
 * Messages to every process, this one included: quick, and not certain. One that is published while a
 * process is disconnected never reaches it, so whoever subscribes also looks by itself now and then.
 */
export abstract class Broadcast {
  /**
   * @param message small: less than 8,000 bytes as JSON
   * @throws RangeError when `message` is too large
   * @throws Error when it cannot be sent now
   */
  abstract publish(channel: string, message: JsonValue): Promise<void>;

  /**
   * Calls `handler` with each message from the moment the subscription stands, in the order of one
   * publisher. It never throws and survives lost connections.
   * @param resumed called whenever the subscription stands (again): what came before may be missed
   */
  abstract subscribe(
    channel: string,
    handler: (message: JsonValue) => void,
    resumed?: () => void,
  ): Unsubscribe;
}
