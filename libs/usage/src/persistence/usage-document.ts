import type { UsageCount } from '../counts/usage-count';

const ECS_VERSION = '8.17.0';

/**
 * A count as Elasticsearch keeps it: the Elastic Common Schema, the attributes that OpenTelemetry has
 * for evaluations, and `flags` for what is our own.
 */
export interface UsageDocument {
  /** The minute. */
  readonly '@timestamp': string;
  readonly ecs: { readonly version: string };
  readonly event: { readonly kind: 'metric' };
  readonly organization: { readonly id: string; readonly name: string };
  readonly service: { readonly name: 'toggle-service' };
  readonly feature_flag: {
    readonly key: string;
    /** Tenant and environment, as OFREP's metadata say it: `zebra/dev`. */
    readonly set: { readonly id: string };
    /** Absent: the caller's own default, or an error. */
    readonly result?: { readonly variant: string };
  };
  readonly flags: {
    readonly environment: string;
    readonly environment_id: string;
    readonly evaluations: number;
    readonly bulk_evaluations: number;
  };
}

/** What is written of a count. */
export function toUsageDocument(count: UsageCount): UsageDocument {
  const { tenantId, tenant, environmentId, environment, flag, variant, minute } = count;
  return {
    '@timestamp': new Date(minute).toISOString(),
    ecs: { version: ECS_VERSION },
    event: { kind: 'metric' },
    organization: { id: tenantId, name: tenant },
    service: { name: 'toggle-service' },
    feature_flag: {
      key: flag,
      set: { id: `${tenant}/${environment}` },
      ...(variant === undefined ? {} : { result: { variant } }),
    },
    flags: {
      environment,
      environment_id: environmentId,
      evaluations: count.count,
      bulk_evaluations: count.bulkCount,
    },
  };
}
