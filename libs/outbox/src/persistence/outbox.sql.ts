/** $1 lock space, $2 partitions. Answers those that nobody else holds, and holds them from now on. */
export const LOCK = `
  SELECT partition FROM unnest($2::int[]) AS partition
   WHERE pg_try_advisory_lock($1, partition)`;

/**
 * $1 partitions, $2 limit. The partition's lock keeps other relays away; SKIP LOCKED keeps a row that
 * somebody else is working on (an operator's session left open) from stopping all rows behind it.
 */
export const CLAIM = `
  SELECT tenant_id, id, payload, attempts FROM outbox
   WHERE partition = ANY ($1) AND NOT detoured
   ORDER BY id LIMIT $2
     FOR UPDATE SKIP LOCKED`;

/** $1 partitions, $2 limit, $3 sink. */
export const CLAIM_FOR = `
  SELECT tenant_id, id, payload, attempts FROM outbox
   WHERE partition = ANY ($1) AND detoured
     AND NOT $3 = ANY (done_sinks || dead_sinks)
     AND next_attempt_at <= now()
     AND NOT EXISTS (
       SELECT FROM outbox AS earlier
        WHERE earlier.tenant_id = outbox.tenant_id
          AND earlier.environment_id IS NOT DISTINCT FROM outbox.environment_id
          AND earlier.id < outbox.id
          AND earlier.attempts > 0 AND earlier.next_attempt_at > now()
          AND NOT $3 = ANY (earlier.done_sinks || earlier.dead_sinks))
   ORDER BY id LIMIT $2
     FOR UPDATE SKIP LOCKED`;

/** $1 partitions, $2 sink. */
export const IS_BEHIND = `
  SELECT 1 FROM outbox
   WHERE partition = ANY ($1) AND detoured AND NOT $2 = ANY (done_sinks || dead_sinks)
   LIMIT 1`;

const SETTLEMENT = `
  jsonb_to_recordset($1::jsonb) AS settled (
    tenant_id uuid, id bigint, done text[], dead text[], attempts int, retry_in_ms float8, reason text)`;

/** $1 settlements, $2 all sinks. */
export const DELETE_DONE = `
  DELETE FROM outbox USING ${SETTLEMENT}
   WHERE outbox.tenant_id = settled.tenant_id AND outbox.id = settled.id
     AND outbox.dead_sinks = '{}' AND outbox.done_sinks || settled.done @> $2::text[]
  RETURNING outbox.id`;

/** $1 settlements. */
export const KEEP = `
  UPDATE outbox
     SET detoured = true,
         done_sinks = done_sinks || done,
         dead_sinks = dead_sinks || dead,
         dead_at = CASE WHEN dead = '{}' THEN dead_at ELSE now() END,
         attempts = settled.attempts,
         next_attempt_at = CASE WHEN retry_in_ms IS NULL THEN next_attempt_at
                                ELSE now() + retry_in_ms * interval '1 millisecond' END,
         last_error = coalesce(reason, last_error)
    FROM ${SETTLEMENT}
   WHERE outbox.tenant_id = settled.tenant_id AND outbox.id = settled.id`;

export const CENSUS = `
  SELECT count(*) FILTER (WHERE dead_at IS NULL) AS pending,
         count(dead_at) AS dead,
         extract(epoch FROM now() - min(created_at) FILTER (WHERE dead_at IS NULL))::float8 AS oldest
    FROM outbox`;
