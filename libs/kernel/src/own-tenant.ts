import { ForeignTenant } from './common.errors';
import type { Principal } from './principal';

/**
 * Checks the tenant that a request names against the caller's own.
 * @throws ForeignTenant whether the other one exists or not
 */
export function ownTenant(principal: Principal, named: string): void {
  if (named !== principal.tenant) throw new ForeignTenant();
}
