/** Who reports: one per process or page. */
export interface ReportingClient {
  /** Up to 64 URL-safe characters. */
  readonly id: string;
  readonly sdk: { readonly name: string; readonly version: string };
}

/** The state that answers are made of. */
export interface AppliedState {
  readonly epoch?: string;
  readonly revision?: number;
}

/** How often a flag was evaluated to a variant within a minute. */
export interface UsageCount {
  /** Start of the minute, ISO 8601 in UTC. */
  readonly minute: string;
  readonly flag: string;
  /** Absent: the caller's default was used. */
  readonly variant?: string;
  readonly count: number;
}

/** How often a flag was asked for that the environment does not have. */
export interface UnknownCount {
  readonly flag: string;
  readonly count: number;
}

/** An evaluation context, reduced to what the server asked for. */
export type SampledContext = Readonly<Record<string, unknown>>;

/** The body of `POST /telemetry`. */
export interface TelemetryReport {
  readonly client: ReportingClient & AppliedState;
  readonly usage?: readonly UsageCount[];
  readonly unknown?: readonly UnknownCount[];
  /** Evaluations that were counted and could not be told. */
  readonly lost?: number;
  readonly contexts?: readonly SampledContext[];
}

/** What the server wants to know of contexts. */
export interface Sampling {
  /** The only attributes that may be sent. */
  readonly attributes: readonly string[];
  readonly targetingKey: 'hashed' | 'plain';
}

/** The answer to a report. */
export interface TelemetryAnswer {
  readonly accepted: number;
  readonly sampling: Sampling | null;
}
