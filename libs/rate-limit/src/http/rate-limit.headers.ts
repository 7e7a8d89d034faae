import type { Decision } from '../domain/decision';
import type { Limits } from '../domain/limits';

const MS_PER_SECOND = 1_000;

/** Headers that scripts of other origins may read: for `Access-Control-Expose-Headers`. */
export const RATE_LIMIT_EXPOSED_HEADERS = [
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
] as const;

/**
 * The policy as draft-ietf-httpapi-ratelimit-headers-10 writes it: `q` tokens are what a full bucket
 * holds, `w` is the time, in whole seconds, in which an empty one fills up.
 */
export function policyHeader({ capacity, refillPerSecond }: Limits): string {
  const fillSeconds = Math.max(1, Math.ceil(capacity / refillPerSecond));
  return `"tenant";q=${capacity};w=${fillSeconds}`;
}

/**
 * What a caller may know of its bucket. `X-RateLimit-*` have no standard: here the capacity and the
 * whole tokens left. In `RateLimit`, `t` is the time until the next token: on a refusal the same
 * instant as `Retry-After`, as the draft asks.
 */
export function levelHeaders(decision: Decision, { capacity }: Limits): Record<string, string> {
  const seconds = wholeSeconds(
    decision.kind === 'limited' ? decision.retryAfterMs : decision.nextTokenMs,
  );
  return {
    'X-RateLimit-Limit': String(capacity),
    'X-RateLimit-Remaining': String(decision.remaining),
    RateLimit: `"tenant";r=${decision.remaining};t=${seconds}`,
    ...(decision.kind === 'limited' ? { 'Retry-After': String(Math.max(1, seconds)) } : {}),
  };
}

/** Rounded up, so that whoever waits that long is not refused again. */
export function wholeSeconds(ms: number): number {
  return Math.ceil(ms / MS_PER_SECOND);
}
