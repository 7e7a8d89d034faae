import type { TelemetryReport } from '@app/openfeature-shared';
import { FetchTelemetryTransport } from './fetch-telemetry.transport';

describe('telemetry over HTTP', () => {
  const client = { id: 'one', sdk: { name: 'sdk', version: '1' } };
  const sent: TelemetryReport[] = [];
  const transportTo = (status: number) =>
    new FetchTelemetryTransport({
      url: 'https://flags.example.com',
      apiKey: 'key',
      requestTimeoutMs: 1_000,
      fetch: async (_url, request) => {
        sent.push(JSON.parse(request?.body as string) as TelemetryReport);
        if (status === 0) throw new TypeError('fetch failed');
        return Response.json({ accepted: 1, sampling: null }, { status });
      },
    });
  beforeEach(() => sent.splice(0));

  it.each([
    [202, 'taken'],
    [403, 'closed'],
    [404, 'closed'],
    [401, 'lost'],
    [503, 'lost'],
    [0, 'lost'],
  ])('answered %i is %s', async (status, kind) => {
    expect((await transportTo(status).deliver({ client }, false)).kind).toBe(kind);
  });

  it('says everything once', async () => {
    const usage = [{ minute: '2026-11-25T09:00:00Z', flag: 'f', variant: 'on', count: 1 }];
    await transportTo(202).deliver({ client, usage, lost: 7 }, false);
    expect(sent).toEqual([{ client, usage, lost: 7 }]);
  });
});
