import {
  type Delivery,
  type TelemetryAnswer,
  type TelemetryReport,
  TelemetryTransport,
} from '@app/openfeature-shared';
import type { Settings } from '../options';
import { requestHeaders } from '../transport/request-headers';

/** A process that ends does not wait longer for its last report. */
const LAST_WORD_MS = 1_000;
/** The service takes none: it has no such route, or not from this key. */
const CLOSED = new Set([403, 404]);

/** Sends reports with `fetch`. */
export class FetchTelemetryTransport extends TelemetryTransport {
  constructor(
    private readonly settings: Pick<Settings, 'url' | 'apiKey' | 'fetch' | 'requestTimeoutMs'>,
  ) {
    super();
  }

  override deliver(report: TelemetryReport, last: boolean): Promise<Delivery> {
    return this.send(report, last ? LAST_WORD_MS : this.settings.requestTimeoutMs);
  }

  private async send(report: TelemetryReport, timeoutMs: number): Promise<Delivery> {
    const { fetch, url, apiKey } = this.settings;
    try {
      const response = await fetch(`${url}/telemetry`, {
        method: 'POST',
        headers: { ...requestHeaders(apiKey), 'Content-Type': 'application/json' },
        body: JSON.stringify(report),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (CLOSED.has(response.status)) return { kind: 'closed' };
      if (response.status !== 202) return { kind: 'lost' };
      return { kind: 'taken', answer: (await response.json()) as TelemetryAnswer };
    } catch {
      return { kind: 'lost' };
    }
  }
}
