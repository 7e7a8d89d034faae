import { setTimeout as delay } from 'node:timers/promises';
import type { Logger, SeverityNumber } from '@opentelemetry/api' with {
  'resolution-mode': 'import',
};
import type { LoggerProvider, LogRecordExporter } from '@opentelemetry/sdk-logs' with {
  'resolution-mode': 'import',
};
import { CountingExporter } from './counting.exporter';
import { EVENT_NAME, type EvaluationEvent } from './evaluation-event';
import { type DeliveryListener, EventSink, MOST_WAITING } from './event.sink';
import type { OtlpTarget } from './otlp-target';

const SCOPE = 'toggle-service';
const INFO: SeverityNumber = 9;
const CLOSED_WITHIN_MS = 2_000;

/** A sink that sends to an OpenTelemetry collector by OTLP over HTTP. Loads what it takes, which is some megabytes. */
export async function openOtlpSink(
  target: OtlpTarget,
  onDelivery: DeliveryListener,
): Promise<EventSink> {
  const { BatchLogRecordProcessor, LoggerProvider } = await import('@opentelemetry/sdk-logs');
  const { detectResources, envDetector, resourceFromAttributes } =
    await import('@opentelemetry/resources');
  const exporter = new CountingExporter(await exporterTo(target), onDelivery);
  const named = resourceFromAttributes({ 'service.name': target.serviceName });
  const provider = new LoggerProvider({
    resource: detectResources({ detectors: [envDetector] }).merge(named),
    processors: [new BatchLogRecordProcessor({ exporter, maxQueueSize: MOST_WAITING })],
  });
  return new OtlpEventSink(provider, exporter);
}

async function exporterTo({ url, protocol }: OtlpTarget): Promise<LogRecordExporter> {
  const { OTLPLogExporter } =
    protocol === 'http/json'
      ? await import('@opentelemetry/exporter-logs-otlp-http')
      : await import('@opentelemetry/exporter-logs-otlp-proto');
  return new OTLPLogExporter({ url });
}

/** Hands events to the SDK, which sends them in batches: never more than may wait, so that it drops none unseen. */
class OtlpEventSink extends EventSink {
  private readonly logger: Logger;

  constructor(
    private readonly provider: LoggerProvider,
    private readonly exporter: CountingExporter,
  ) {
    super();
    this.logger = provider.getLogger(SCOPE);
  }

  override emit({ at, attributes }: EvaluationEvent): boolean {
    if (this.exporter.waiting >= MOST_WAITING) return false;
    this.exporter.expect();
    this.logger.emit({ eventName: EVENT_NAME, timestamp: at, severityNumber: INFO, attributes });
    return true;
  }

  override async close(): Promise<void> {
    const patience = new AbortController();
    const givenUp = delay(CLOSED_WITHIN_MS, undefined, { signal: patience.signal });
    await Promise.allSettled([Promise.race([this.provider.shutdown(), givenUp])]);
    patience.abort();
  }
}
