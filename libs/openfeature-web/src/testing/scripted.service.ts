import type { TelemetryReport } from '@app/openfeature-shared';

interface Received {
  readonly path: string;
  readonly authorization: string | null;
  readonly body: unknown;
}

/** Stands in for the service behind `fetch`: answers in bulk, with validators, and takes reports. */
export class ScriptedService {
  readonly requests: Received[] = [];
  readonly reports: TelemetryReport[] = [];
  /** Whether every connection fails. */
  down = false;
  /** The status of bulk answers. */
  status = 200;
  private revision = 1;

  constructor(private flags: Readonly<Record<string, boolean>>) {}

  /** A new revision. */
  change(flags: Readonly<Record<string, boolean>>): void {
    this.flags = flags;
    this.revision += 1;
  }

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    const body: unknown = await request.json();
    const authorization = request.headers.get('Authorization');
    if (this.down) throw new TypeError('fetch failed');
    this.requests.push({ path: pathname, authorization, body });
    if (pathname === '/telemetry') return this.take(body as TelemetryReport);
    return this.bulk(request.headers.get('If-None-Match'));
  };

  private take(report: TelemetryReport): Response {
    this.reports.push(report);
    return Response.json({ accepted: 0, sampling: null }, { status: 202 });
  }

  private bulk(ifNoneMatch: string | null): Response {
    const etag = `"${this.revision}"`;
    if (this.status !== 200)
      return Response.json({ errorCode: 'GENERAL' }, { status: this.status });
    if (ifNoneMatch === etag) return new Response(null, { status: 304, headers: { ETag: etag } });
    const flags = Object.entries(this.flags).map(([key, value]) => ({
      key,
      value,
      variant: value ? 'on' : 'off',
      reason: 'STATIC',
      metadata: {},
    }));
    const metadata = { flagSetId: 'zebra/dev', epoch: 'e', revision: this.revision };
    return Response.json({ flags, metadata }, { headers: { ETag: etag } });
  }
}
