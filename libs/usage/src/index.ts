export { ContextSamplings, type SamplingReport } from './contexts/context.samplings';
export { ContextsModule } from './contexts/contexts.module';
export { FlagCatalogue, type ListedFlag } from './counts/flag.catalogue';
export { USAGE_ENTITIES, USAGE_MIGRATIONS } from './persistence';
export { TelemetryDoor } from './telemetry/telemetry.door';
export { UsageModule, type UsageModuleOptions } from './usage.module';
