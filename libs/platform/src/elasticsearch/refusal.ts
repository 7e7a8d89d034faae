import type { estypes } from '@elastic/elasticsearch';

const CREATED = 201;
const BAD_REQUEST = 400;
const CONFLICT = 409;
const TOO_LARGE = 413;

/** Refusals of a 400 that are about the cluster, not about the document: full of shards, mostly. */
const CLUSTER_TROUBLE = new Set(['validation_exception', 'cluster_block_exception']);

/** Why a document is not in its index: `retry` may get there later, `dead` never will. */
export interface Refusal {
  readonly kind: 'retry' | 'dead';
  readonly reason: string;
}

/** What the answer to one document of a bulk request means; `undefined`: it is there. */
export function refusalOf({
  status,
  error,
}: Pick<estypes.BulkResponseItem, 'status' | 'error'>): Refusal | undefined {
  // A document with this id is there already: an earlier delivery got through, or half through.
  if (status <= CREATED || status === CONFLICT) return undefined;
  const reason = `${status} ${error?.type ?? ''}: ${error?.reason ?? ''}`;
  const refused = status === BAD_REQUEST && !CLUSTER_TROUBLE.has(error?.type ?? '');
  return { kind: refused || status === TOO_LARGE ? 'dead' : 'retry', reason };
}
