import type { EnvironmentName, TenantSlug } from '@app/kernel';

/**
 * A place where flags have a configuration of their own. `revision` counts committed changes;
 * it is ordered only within one `epoch`, which is renewed when the data is restored from a backup.
 */
export interface Environment {
  readonly id: string;
  readonly tenantId: string;
  readonly name: EnvironmentName;
  readonly epoch: string;
  readonly revision: number;
  readonly createdAt: Date;
}

/** An environment with the tenant it belongs to. */
export interface OwnedEnvironment {
  readonly owner: { readonly id: string; readonly slug: TenantSlug };
  readonly environment: Environment;
}

/** What a new tenant begins with. */
export const DEFAULT_ENVIRONMENTS = ['dev', 'staging', 'prod'] as const;

/** How many environments a tenant may have: every process holds a snapshot of each that is used. */
export const MAX_ENVIRONMENTS = 100;
