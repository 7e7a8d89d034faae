/** Events appended to the log. */
export const AUDIT_EVENTS_RECORDED = 'audit_events_recorded_total';
/** Searches by the store that answered; `outcome` is `fallback` when it stood in for another one. */
export const AUDIT_SEARCH_REQUESTS = 'audit_search_requests_total';
/** Refusals that were not recorded, because their tenant had too many of them within a minute. */
export const AUDIT_REFUSALS_DROPPED = 'audit_refusals_dropped_total';
