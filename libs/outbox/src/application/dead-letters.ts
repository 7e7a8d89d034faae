/** An event that some sink refused for good, or too often. It is complete in the record nevertheless. */
export interface DeadLetter {
  readonly eventId: string;
  readonly tenantId: string;
  /** The sinks that have not taken it. */
  readonly sinks: readonly string[];
  readonly reason: string;
  readonly since: Date;
}

/** What the relay gave up, for operators. */
export abstract class DeadLetters {
  /** The oldest first. */
  abstract list(limit: number): Promise<DeadLetter[]>;

  /** Has the relay try all of them again, within seconds. @returns how many there were */
  abstract retry(): Promise<number>;
}
