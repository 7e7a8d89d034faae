import { randomUUID } from 'node:crypto';
import { environmentName, tenantSlug } from '@app/kernel';
import type { EnvironmentRef } from '@app/evaluation';
import type { UsageCount } from '../counts/usage-count';

/** An environment of a tenant of its own. */
export function aRef(): EnvironmentRef {
  return {
    tenantId: randomUUID(),
    tenant: tenantSlug(`t-${randomUUID()}`),
    environmentId: randomUUID(),
    environment: environmentName('dev'),
  };
}

/** One evaluation of a flag of `ref` to `on`, in the minute that begins at `minute` (epoch milliseconds). */
export function aCount(
  ref: EnvironmentRef,
  minute: number,
  more: Partial<UsageCount> = {},
): UsageCount {
  return { ...ref, flag: 'checkout', variant: 'on', minute, count: 1, bulkCount: 0, ...more };
}
