import type { OfrepAnswer } from '../ofrep/ofrep-answer';

/** What a refusal says of the request that it answers. */
export interface RefusedRequest {
  /** As it came in, with its query. */
  readonly url: string;
  readonly requestId: string;
}

/** A refusal that names its request, as every one of the service does. It was written before that was known. */
export function ofRequest(refused: OfrepAnswer, { url, requestId }: RefusedRequest): OfrepAnswer {
  const members = JSON.stringify({ instance: url.split('?', 1)[0], requestId });
  const body = `${refused.body.slice(0, -1)},${members.slice(1)}`;
  return { ...refused, body, bytes: Buffer.byteLength(body) };
}
