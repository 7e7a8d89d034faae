import { loadConfig } from '@app/platform/config';
import { otlpTarget } from './otlp-target';

const BASE = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };

describe('the target of events', () => {
  const target = (settings: Record<string, string>) =>
    otlpTarget(loadConfig({ NODE_ENV: 'test', ...settings }));

  it('is none where no endpoint is set, or where there is to be none', () => {
    expect(target({})).toBeUndefined();
    expect(target({ ...BASE, OTEL_LOGS_EXPORTER: 'none' })).toBeUndefined();
    expect(target({ ...BASE, OTEL_SDK_DISABLED: 'true' })).toBeUndefined();
  });

  it('is the path for logs below the endpoint', () => {
    expect(target(BASE)).toEqual({
      url: 'http://collector:4318/v1/logs',
      protocol: 'http/protobuf',
      serviceName: 'toggle-service',
    });
    const below = { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otlp.example/prefix/' };
    expect(target(below)?.url).toBe('https://otlp.example/prefix/v1/logs');
  });

  it('is what is said of logs rather than what is said of everything', () => {
    const logs = {
      OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: 'http://logs:9/otlp',
      OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: 'http/json',
      OTEL_SERVICE_NAME: 'flags',
    };
    expect(target({ ...BASE, ...logs })).toEqual({
      url: 'http://logs:9/otlp',
      protocol: 'http/json',
      serviceName: 'flags',
    });
  });

  it('cannot be reached by gRPC, which is said at the start', () => {
    expect(() => target({ ...BASE, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' })).toThrow(
      /OTEL_EXPORTER_OTLP_PROTOCOL/,
    );
  });
});
