/** Rows that some sink has still to take. */
export const OUTBOX_PENDING = 'outbox_pending';
export const OUTBOX_OLDEST_AGE = 'outbox_oldest_age_seconds';
/** Rows that some sink refused for good. */
export const OUTBOX_DEAD = 'outbox_dead';
export const OUTBOX_DELIVERED = 'outbox_delivered_total';
export const OUTBOX_DELIVERY_DURATION = 'outbox_delivery_duration_seconds';
