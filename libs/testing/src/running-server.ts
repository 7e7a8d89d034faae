/** A server that tests talk to. */
export interface RunningServer {
  readonly url: string;
  /** Stops it, unless it was there before. */
  stop(): Promise<void>;
}
