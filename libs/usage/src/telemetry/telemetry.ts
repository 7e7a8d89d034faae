/** How often a flag was evaluated to a variant within a minute, as an SDK tells it. */
export interface ReportedUsage {
  /** Epoch milliseconds, by the reporter's clock. */
  readonly minute: number;
  readonly flag: string;
  /** `undefined`: the caller's own default was used. */
  readonly variant?: string | undefined;
  readonly count: number;
}

/** A key that an application asked its SDK for and that is no flag's. */
export interface ReportedUnknown {
  readonly flag: string;
  readonly count: number;
}

/** The process or page that evaluates, and what with. */
export interface ReportedClient {
  readonly id: string;
  readonly sdk: { readonly name: string; readonly version: string };
  /** The state it evaluates with now; absent when it has none. */
  readonly epoch?: string | undefined;
  readonly revision?: number | undefined;
}

/** What an SDK tells of itself and of what it evaluated since it last told. */
export interface Telemetry {
  readonly client: ReportedClient;
  readonly usage: readonly ReportedUsage[];
  readonly unknown: readonly ReportedUnknown[];
  /** Evaluations that it could not tell of. */
  readonly lost: number;
  /** Evaluation contexts, reduced to the attributes that the last answer named. */
  readonly contexts: readonly Readonly<Record<string, unknown>>[];
}

/** Which attributes of contexts an SDK may send next time, and whether it must hash the targeting key. */
export interface SamplingOrder {
  readonly attributes: readonly string[];
  readonly targetingKey: 'hashed' | 'plain';
}

/** What became of a report. */
export interface TelemetryReceipt {
  /** Evaluations that were taken into account. */
  readonly accepted: number;
  readonly sampling: SamplingOrder | null;
}
