/** How the relay paces itself. Milliseconds; tests shorten them. */
export interface RelayTiming {
  /** Looks for work this often, even if nobody rings: what other processes commit is found so. */
  readonly pollMs: number;
  /** Waits this long after a ring, so that commits close together travel together. */
  readonly lingerMs: number;
  /** How long all sinks wait for the slowest one before it goes its own way. */
  readonly graceMs: number;
  /** Tries to get partitions, and looks for rows left behind, this often. */
  readonly inspectMs: number;
  /** The end of the process waits at most this long for deliveries under way. */
  readonly stopMs: number;
}

export const RELAY_TIMING: RelayTiming = {
  pollMs: 1_000,
  lingerMs: 10,
  graceMs: 250,
  inspectMs: 5_000,
  stopMs: 5_000,
};
