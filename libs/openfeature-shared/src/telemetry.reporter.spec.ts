import { ContextSource } from './context.source';
import type { SampledContext, TelemetryReport } from './telemetry-report';
import { type ReporterParts, TelemetryReporter } from './telemetry.reporter';
import { type Delivery, TelemetryTransport } from './telemetry.transport';
import { UsageCounter } from './usage.counter';

const NOTHING_SAMPLED: Delivery = { kind: 'taken', answer: { accepted: 0, sampling: null } };

class RecordedTransport extends TelemetryTransport {
  readonly reports: TelemetryReport[] = [];
  readonly sentAt: number[] = [];
  outcome: Delivery = NOTHING_SAMPLED;

  override async deliver(report: TelemetryReport): Promise<Delivery> {
    this.reports.push(report);
    this.sentAt.push(Date.now());
    return this.outcome;
  }
}

class OneContext extends ContextSource {
  override async take(): Promise<readonly SampledContext[]> {
    return [{ country: 'DE' }];
  }
}

describe('a reporter', () => {
  let transport: RecordedTransport;
  let usage: UsageCounter;
  let revision: number;
  let reporter: TelemetryReporter;

  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse('2026-11-25T09:30:10Z') });
    transport = new RecordedTransport();
    usage = new UsageCounter(() => Date.now());
    revision = 1;
    reporter = started();
  });
  afterEach(() => jest.useRealTimers());

  const started = (more: Pick<ReporterParts, 'flushIntervalMs'> = {}) => {
    const made = new TelemetryReporter({
      client: { id: 'one', sdk: { name: 'sdk', version: '1' } },
      applied: () => ({ revision }),
      usage,
      contexts: new OneContext(),
      transport,
      ...more,
    });
    made.start();
    return made;
  };
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
  const acknowledge = async () => {
    reporter.acknowledge();
    await pass(1_000);
  };

  it('acknowledges a new revision within a second, and each only once', async () => {
    await acknowledge();
    await acknowledge();
    revision = 2;
    await acknowledge();
    expect(transport.reports.map(({ client }) => client.revision)).toEqual([1, 2]);
  });

  it('tells what was counted at every interval, and nothing when there is nothing', async () => {
    await acknowledge();
    usage.add('checkout', 'on');
    usage.add('checkout', 'on');
    usage.addUnknown('typo');
    await pass(60_000);
    await pass(60_000);
    expect(transport.reports).toHaveLength(2);
    expect(transport.reports[1]).toMatchObject({
      usage: [{ minute: '2026-11-25T09:30:00Z', flag: 'checkout', variant: 'on', count: 2 }],
      unknown: [{ flag: 'typo', count: 1 }],
    });
  });

  it.each([
    ['a second', 1_000],
    ['a minute', 60_000],
    ['four minutes', 240_000],
    ['an hour', 3_600_000],
  ])('is never silent for longer than five minutes, with %s between reports', async (_, ms) => {
    await reporter.close();
    transport.sentAt.length = 0;
    reporter = started({ flushIntervalMs: ms });
    const startedAt = Date.now();
    await acknowledge();
    await pass(60 * 60_000);
    const moments = [startedAt, ...transport.sentAt, Date.now()];
    const silences = moments.slice(1).map((at, index) => at - (moments[index] ?? 0));
    expect(Math.max(...silences)).toBeLessThanOrEqual(5 * 60_000);
  });

  it('says nothing for minutes when there is nothing to say', async () => {
    await acknowledge();
    await pass(4 * 60_000);
    expect(transport.reports).toHaveLength(1);
  });

  it('tells what did not arrive as lost, and acknowledges anew', async () => {
    transport.outcome = { kind: 'lost' };
    usage.add('checkout', 'on');
    usage.addUnknown('typo');
    await acknowledge();
    transport.outcome = NOTHING_SAMPLED;
    await pass(60_000);
    await pass(60_000);
    expect(transport.reports).toHaveLength(2);
    expect(transport.reports[1]).toEqual({
      client: { id: 'one', sdk: { name: 'sdk', version: '1' }, revision: 1 },
      lost: 2,
    });
  });

  it('sends contexts only after the server asked for them, and none when it closes', async () => {
    transport.outcome = {
      kind: 'taken',
      answer: { accepted: 0, sampling: { attributes: ['country'], targetingKey: 'hashed' } },
    };
    await acknowledge();
    usage.add('checkout');
    await pass(60_000);
    usage.add('checkout');
    await reporter.close();
    expect(transport.reports.map(({ contexts }) => contexts)).toEqual([
      undefined,
      [{ country: 'DE' }],
      undefined,
    ]);
  });

  it('says a last word when it is closed, and nothing after it', async () => {
    usage.add('checkout');
    await reporter.close();
    usage.add('checkout');
    await pass(10 * 60_000);
    await acknowledge();
    expect(transport.reports).toHaveLength(1);
    expect(transport.reports[0]?.usage).toHaveLength(1);
  });

  it('gives up where the server takes no reports', async () => {
    transport.outcome = { kind: 'closed' };
    await acknowledge();
    await pass(10 * 60_000);
    expect(transport.reports).toHaveLength(1);
  });
});
