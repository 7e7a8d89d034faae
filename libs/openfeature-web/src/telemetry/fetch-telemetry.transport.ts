import {
  type Delivery,
  type TelemetryAnswer,
  type TelemetryReport,
  TelemetryTransport,
} from '@app/openfeature-shared';
import { credentialHeaders, staticHeaders, type ToggleWebOptions } from '../toggle-web.options';

/** What browsers let a page that closes still send, less what headers take. */
const MOST_KEPT_ALIVE = 60_000;
const ACCEPTED = 202;
/** A server without reports, or a key that may not send any: another try would be the same. */
const REFUSALS: ReadonlySet<number> = new Set([403, 404, 405]);

/** Reports by `fetch`, which outlives the page: `sendBeacon` could not carry the key. */
export class FetchTelemetryTransport extends TelemetryTransport {
  constructor(private readonly options: ToggleWebOptions) {
    super();
  }

  override async deliver(report: TelemetryReport, last: boolean): Promise<Delivery> {
    try {
      // A page that closes has no time to ask for headers.
      const headers = last ? staticHeaders(this.options) : await credentialHeaders(this.options);
      return await outcomeOf(await this.post(JSON.stringify(report), headers));
    } catch {
      return { kind: 'lost' };
    }
  }

  private post(body: string, headers: [string, string][]): Promise<Response> {
    const { baseUrl, fetchImplementation = fetch } = this.options;
    return fetchImplementation(`${baseUrl}/telemetry`, {
      method: 'POST',
      headers: [['Content-Type', 'application/json'], ...headers],
      body,
      keepalive: body.length <= MOST_KEPT_ALIVE,
    });
  }
}

async function outcomeOf(response: Response): Promise<Delivery> {
  if (REFUSALS.has(response.status)) return { kind: 'closed' };
  if (response.status !== ACCEPTED) return { kind: 'lost' };
  return { kind: 'taken', answer: (await response.json()) as TelemetryAnswer };
}
