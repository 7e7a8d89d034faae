import type { AppConfig } from '@app/platform/config';

/** Where and how events are sent. */
export interface OtlpTarget {
  readonly url: string;
  readonly protocol: 'http/protobuf' | 'http/json';
  readonly serviceName: string;
}

/** What the standard variables of OpenTelemetry say of logs; `undefined` when none are to be sent. */
export function otlpTarget({ settings }: Pick<AppConfig, 'settings'>): OtlpTarget | undefined {
  if (settings.OTEL_SDK_DISABLED === true || settings.OTEL_LOGS_EXPORTER === 'none') {
    return undefined;
  }
  const base = settings.OTEL_EXPORTER_OTLP_ENDPOINT;
  const url = settings.OTEL_EXPORTER_OTLP_LOGS_ENDPOINT ?? (base && logsBelow(base));
  if (url === undefined) return undefined;
  return {
    url,
    protocol: settings.OTEL_EXPORTER_OTLP_LOGS_PROTOCOL ?? settings.OTEL_EXPORTER_OTLP_PROTOCOL,
    serviceName: settings.OTEL_SERVICE_NAME,
  };
}

function logsBelow(base: string): string {
  return `${base.replace(/\/$/, '')}/v1/logs`;
}
