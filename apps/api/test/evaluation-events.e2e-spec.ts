import { eventually } from '@app/testing';
import { OtlpReceiver } from '../../../libs/usage/src/testing/otlp.receiver';
import { type Client, Client as HttpClient, logIn } from './support/client';
import { useApp } from './support/use-app';

describe('evaluations told to an OpenTelemetry collector', () => {
  const app = useApp('embedded');
  let receiver: OtlpReceiver;
  let base: string;
  let server: Client;
  const evaluate = (key: string) =>
    server.post(`/ofrep/v1/evaluate/flags/${key}`, { context: { targetingKey: 'ann' } });
  const counted = async (metric: string): Promise<number> => {
    const { text } = await new HttpClient(() => base).get('/metrics');
    const values = [...text.matchAll(new RegExp(`^${metric}(?:{[^}]*})? (\\d+)$`, 'gm'))];
    return values.reduce((sum, [, value]) => sum + Number(value), 0);
  };

  beforeAll(async () => {
    receiver = await OtlpReceiver.start();
    base = await app.another({
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      EVALUATION_EVENTS_PER_SECOND: '5',
    });
    const zebra = await logIn(() => base);
    const place = { tenant: 'zebra', env: 'dev' };
    const flag = { ...place, key: 'told', enabled: true, strategy: { type: 'boolean' } };
    await zebra.post('/features', flag);
    const key = { ...place, name: 'told', scope: 'evaluate:server' };
    const { secret } = (await zebra.post('/api-keys', key)).body as { secret: string };
    server = new HttpClient(() => base).with({ Authorization: `Bearer ${secret}` });
  });
  beforeEach(() => {
    receiver.status = 200;
    receiver.requests.length = 0;
  });
  afterAll(() => receiver.stop());

  it('say which variant was served and why', async () => {
    await evaluate('told');
    await evaluate('mistyped');
    await eventually(() => expect(receiver.records).toHaveLength(2));
    const common = {
      'feature_flag.provider.name': 'toggle-service',
      'feature_flag.set.id': 'zebra/dev',
    };
    expect(receiver.records).toMatchObject([
      {
        eventName: 'feature_flag.evaluation',
        attributes: {
          ...common,
          'feature_flag.key': 'told',
          'feature_flag.result.variant': 'on',
          'feature_flag.result.reason': 'static',
          'feature_flag.version': '1',
        },
      },
      {
        attributes: {
          ...common,
          'feature_flag.key': 'mistyped',
          'feature_flag.result.reason': 'error',
          'error.type': 'flag_not_found',
        },
      },
    ]);
    expect(JSON.stringify(receiver.records)).not.toContain('ann');
  });

  it('are so many a second and no more; the rest is counted', async () => {
    const lostBefore = await counted('evaluation_events_lost_total');
    const sentBefore = await counted('evaluation_events_sent_total');
    const answers = await Promise.all(Array.from({ length: 100 }, () => evaluate('told')));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    await eventually(async () => {
      const lost = (await counted('evaluation_events_lost_total')) - lostBefore;
      const sent = (await counted('evaluation_events_sent_total')) - sentBefore;
      expect(lost).toBeGreaterThanOrEqual(75);
      expect(lost + sent).toBe(100);
    });
  });

  it('fail without anybody noticing but the metric', async () => {
    receiver.status = 400;
    const before = await counted('evaluation_events_lost_total');
    await eventually(async () => {
      expect((await evaluate('told')).status).toBe(200);
      expect(receiver.requests).not.toHaveLength(0);
    });
    await eventually(async () =>
      expect(await counted('evaluation_events_lost_total')).toBeGreaterThan(before),
    );
  });
});
