import type { estypes } from '@elastic/elasticsearch';
import type { DeliveryOutcome } from '@app/outbox';

const CREATED = 201;
const BAD_REQUEST = 400;
const CONFLICT = 409;
const TOO_LARGE = 413;

/** Refusals of a 400 that are about the cluster, not about the document: full of shards, mostly. */
const CLUSTER_TROUBLE = new Set(['validation_exception', 'cluster_block_exception']);

/** What the answer to one document of a bulk request means. `undefined` is done. */
export function bulkOutcome({
  status,
  error,
}: Pick<estypes.BulkResponseItem, 'status' | 'error'>): DeliveryOutcome | undefined {
  // A document with this id is there already: an earlier delivery got through, or half through.
  if (status <= CREATED || status === CONFLICT) return undefined;
  const reason = `${status} ${error?.type ?? ''}: ${error?.reason ?? ''}`;
  const refused = status === BAD_REQUEST && !CLUSTER_TROUBLE.has(error?.type ?? '');
  return { kind: refused || status === TOO_LARGE ? 'dead' : 'retry', reason };
}
