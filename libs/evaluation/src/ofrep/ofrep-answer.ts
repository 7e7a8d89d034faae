/** An answer as bytes and headers, whoever writes it to the wire. */
export interface OfrepAnswer {
  readonly status: number;
  /** JSON; empty for 304. */
  readonly body: string;
  /** Length of the body in UTF-8, where it is known. */
  readonly bytes?: number;
  readonly etag?: string;
  readonly retryAfterSeconds?: number;
  /** Where the body is no plain JSON. */
  readonly contentType?: string;
  /** What went wrong on our side: for the log, never for the wire. */
  readonly cause?: unknown;
}

const FIRST_REFUSAL = 400;

/** Whether the answer is a refusal, which names its request. */
export function isRefusal({ status }: OfrepAnswer): boolean {
  return status >= FIRST_REFUSAL;
}

/** What every refusal of the protocol carries; published providers fail on a body that lacks one of them. */
export interface OfrepRefusal {
  readonly status: number;
  readonly errorCode: string;
  readonly errorDetails: string;
  /** The flag, on the route of a single one. */
  readonly key?: string;
  /** Our own stable code, as in every other answer of the service. */
  readonly code: string;
  readonly retryAfterSeconds?: number;
}

/** Writes a refusal: OFREP's members, and those of RFC 9457 as siblings. */
export function refusal(refused: OfrepRefusal): OfrepAnswer {
  const { status, key, errorCode, errorDetails, code, retryAfterSeconds } = refused;
  const body = JSON.stringify({
    ...(key !== undefined && { key }),
    errorCode,
    errorDetails,
    metadata: {},
    type: `urn:toggle-service:problem:${code}`,
    title: errorDetails,
    status,
    detail: errorDetails,
    code,
  });
  return { status, body, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
}
