import type { EnvironmentName, TenantSlug } from '@app/kernel';

/** One environment of one tenant, by ids for the stores and by names for people. */
export interface EnvironmentRef {
  readonly tenantId: string;
  readonly tenant: TenantSlug;
  readonly environmentId: string;
  readonly environment: EnvironmentName;
}

/** Which state of an environment: revisions are ordered within one epoch only. */
export interface Position {
  readonly epoch: string;
  readonly revision: number;
}

/** Whether `candidate` should replace `present`: another epoch always does, an older revision never. */
export function supersedes(candidate: Position, present: Position): boolean {
  return candidate.epoch !== present.epoch || candidate.revision > present.revision;
}
