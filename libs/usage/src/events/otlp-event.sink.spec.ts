import { eventually } from '@app/testing';
import { eventSinkContract } from '../testing/event-sink.contract';
import { OtlpReceiver } from '../testing/otlp.receiver';
import type { EvaluationEvent } from './evaluation-event';
import { openOtlpSink } from './otlp-event.sink';
import type { OtlpTarget } from './otlp-target';

const EVENT: EvaluationEvent = {
  at: Date.parse('2026-11-25T12:00:00.123Z'),
  attributes: { 'feature_flag.key': 'checkout' },
};

describe('a sink to an OpenTelemetry collector', () => {
  let receiver: OtlpReceiver;
  let outcomes: [string, number][];

  beforeEach(async () => {
    receiver = await OtlpReceiver.start();
    outcomes = [];
  });
  afterEach(() => receiver.stop());

  const open = (more: Partial<OtlpTarget> = {}) =>
    openOtlpSink(
      { url: `${receiver.url}/v1/logs`, protocol: 'http/json', serviceName: 'flags', ...more },
      (outcome, events) => outcomes.push([outcome, events]),
    );

  eventSinkContract(async () => ({ sink: await open(), received: async () => receiver.events }));

  it('sends log records that are events, under the name of the service', async () => {
    const sink = await open();
    sink.emit(EVENT);
    await sink.close();
    expect(receiver.requests.map(({ path }) => path)).toEqual(['/v1/logs']);
    expect(receiver.resources).toMatchObject([{ 'service.name': 'flags' }]);
    expect(receiver.records).toMatchObject([
      {
        eventName: 'feature_flag.evaluation',
        severityNumber: 9,
        timeUnixNano: `${EVENT.at}000000`,
        attributes: { 'feature_flag.key': 'checkout' },
      },
    ]);
    expect(outcomes).toEqual([['sent', 1]]);
  });

  it('sends by itself, within seconds', async () => {
    const sink = await open();
    sink.emit(EVENT);
    await eventually(() => expect(receiver.events).toEqual([EVENT]));
    await sink.close();
  });

  it('speaks protobuf as well', async () => {
    const sink = await open({ protocol: 'http/protobuf' });
    sink.emit(EVENT);
    await sink.close();
    const [request] = receiver.requests;
    expect(request?.contentType).toBe('application/x-protobuf');
    expect(request?.body.includes('feature_flag.evaluation')).toBe(true);
    expect(request?.body.includes('checkout')).toBe(true);
  });

  it('tells of events that the collector refuses, and has room again', async () => {
    receiver.status = 400;
    const sink = await open();
    sink.emit(EVENT);
    await eventually(() => expect(outcomes).toEqual([['failed', 1]]));
    receiver.status = 200;
    receiver.requests.length = 0;
    sink.emit(EVENT);
    await sink.close();
    expect(receiver.events).toEqual([EVENT]);
  });

  it('holds up nobody’s end while the collector says nothing', async () => {
    receiver.status = undefined;
    const sink = await open();
    sink.emit(EVENT);
    const began = performance.now();
    await sink.close();
    expect(performance.now() - began).toBeLessThan(4_000);
  });
});
