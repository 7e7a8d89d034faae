/** The `Limits` of a tenant's management requests. */
export const API_LIMITS: unique symbol = Symbol('api limits');

/** Names of the metrics. */
export const RATE_LIMIT_DECISIONS = 'rate_limit_decisions_total';
export const RATE_LIMIT_DEGRADED = 'rate_limit_degraded';
