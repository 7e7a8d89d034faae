/** Waiting, passed in like time. */
export abstract class Pause {
  abstract milliseconds(duration: number): Promise<void>;
}
