export { ContextSource } from './context.source';
export * from './telemetry-report';
export {
  DEFAULT_FLUSH_INTERVAL_MS,
  type ReporterParts,
  TelemetryReporter,
} from './telemetry.reporter';
export { type Delivery, TelemetryTransport } from './telemetry.transport';
export { UsageCounter } from './usage.counter';
export { type CountedUsage, UsageSource } from './usage.source';
