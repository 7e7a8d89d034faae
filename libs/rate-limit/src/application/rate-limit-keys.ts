/**
 * The key of a tenant's bucket. The braces keep all buckets of a tenant in one slot of a cluster.
 * @param limit which of its limits: `api` for the management routes
 */
export function bucketKey(tenantId: string, limit: 'api'): string {
  return `rl:{${tenantId}}:${limit}`;
}
