import type { Pace } from './limits';

/** Whether a bucket gave the tokens it was asked for. */
export type Decision = Allowed | Limited;

interface Level {
  /** Whole tokens that are left. */
  readonly remaining: number;
  /** Milliseconds until there is one token more; 0 when the bucket is full. */
  readonly nextTokenMs: number;
  /** Milliseconds, to the microsecond, until the bucket is full. */
  readonly fullAfterMs: number;
  /** Who counted: Redis for all processes, or this process for itself. */
  readonly source: 'redis' | 'local';
}

export interface Allowed extends Level {
  readonly kind: 'allowed';
}

export interface Limited extends Level {
  readonly kind: 'limited';
  /** Milliseconds until the same request would succeed if nobody else asked. At least 1. */
  readonly retryAfterMs: number;
}

const MICROS_PER_MS = 1_000;

/** What became of a request: the bucket's debt in ticks after it, and whether it was let in. */
export interface Outcome {
  readonly allowed: boolean;
  readonly debt: number;
  readonly cost: number;
}

/** Translates ticks into what callers want to know. */
export function decisionOf(
  { allowed, debt, cost }: Outcome,
  pace: Pace,
  source: Decision['source'],
): Decision {
  const remaining = Math.floor((pace.fullTicks - debt) / pace.tokenTicks);
  const nextAt = pace.fullTicks - (remaining + 1) * pace.tokenTicks;
  const level = {
    remaining,
    nextTokenMs: remaining >= pace.capacity ? 0 : msOf(debt - nextAt, pace),
    fullAfterMs: microsOf(debt, pace) / MICROS_PER_MS,
    source,
  };
  if (allowed) return { kind: 'allowed', ...level };
  const missing = debt + cost * pace.tokenTicks - pace.fullTicks;
  return { kind: 'limited', ...level, retryAfterMs: msOf(missing, pace) };
}

/** Rounded up: a wait that ends too early would be refused again. */
function microsOf(ticks: number, { ticksPerMicro }: Pace): number {
  const rest = ticks % ticksPerMicro;
  return (ticks - rest) / ticksPerMicro + (rest === 0 ? 0 : 1);
}

function msOf(ticks: number, pace: Pace): number {
  return Math.ceil(microsOf(ticks, pace) / MICROS_PER_MS);
}
