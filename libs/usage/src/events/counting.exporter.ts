import type { LogRecordExporter } from '@opentelemetry/sdk-logs' with {
  'resolution-mode': 'import',
};
import type { DeliveryListener } from './event.sink';

type Batch = Parameters<LogRecordExporter['export']>[0];
type Done = Parameters<LogRecordExporter['export']>[1];
type Result = Parameters<Done>[0];

const SUCCESS: Result['code'] = 0;

/** Knows how many records are on their way, and tells what became of them. */
export class CountingExporter implements LogRecordExporter {
  private onTheirWay = 0;

  constructor(
    private readonly exporter: LogRecordExporter,
    private readonly onDelivery: DeliveryListener,
  ) {}

  /** Records that were expected and have neither arrived nor failed. */
  get waiting(): number {
    return this.onTheirWay;
  }

  /** One more record will come, sooner or later. */
  expect(): void {
    this.onTheirWay += 1;
  }

  export(records: Batch, done: Done): void {
    this.exporter.export(records, (result) => {
      this.onTheirWay -= records.length;
      this.onDelivery(result.code === SUCCESS ? 'sent' : 'failed', records.length);
      done(result);
    });
  }

  forceFlush(): Promise<void> {
    return this.exporter.forceFlush();
  }

  shutdown(): Promise<void> {
    return this.exporter.shutdown();
  }
}
