/** The present moment. Passed in everywhere, so that tests and replays decide what time it is. */
export abstract class Clock {
  /** Milliseconds since the Unix epoch. */
  abstract now(): number;
}
