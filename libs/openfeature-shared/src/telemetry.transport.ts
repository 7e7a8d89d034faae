import type { TelemetryAnswer, TelemetryReport } from './telemetry-report';

/** What became of a report. `closed`: this server takes none, now or later. */
export type Delivery =
  | { readonly kind: 'taken'; readonly answer: TelemetryAnswer }
  | { readonly kind: 'lost' }
  | { readonly kind: 'closed' };

/** Brings reports to the server. */
export abstract class TelemetryTransport {
  /**
   * Sends once and never again. Never throws.
   * @param last nobody may be there to hear the answer: the page or process is about to end
   */
  abstract deliver(report: TelemetryReport, last: boolean): Promise<Delivery>;
}
