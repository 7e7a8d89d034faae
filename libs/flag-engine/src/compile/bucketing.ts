import { BUCKETS } from '../bucketing/bucket';
import { findHash } from '../bucketing/find-hash';
import type { Bucketer } from '../bucketing/hash';
import { type UnitReader, unitReader } from '../context/unit-reader';
import type { Bucketing } from '../model/serve';
import type { Scope } from './scope';

/** Who is bucketed, and how. */
export interface CompiledBucketing {
  readonly unitOf: UnitReader;
  readonly bucketOf: Bucketer;
}

/** Compiles `by`, `seed` and `hash`, wherever they stand. */
export function compileBucketing(
  { by, seed, hash }: Bucketing,
  at: string,
  { scope, defaultSeed = scope.seed }: { scope: Scope; defaultSeed?: string },
): CompiledBucketing {
  const { observer, hashes } = scope.tools;
  const prepare = findHash(hash, hashes);
  if (prepare === undefined) {
    const detail = `There is no hash "${hash}": leave it out for "toggle-v1", or name one that is built in.`;
    scope.problem(`${at}/hash`, 'unknown_hash', detail);
  }
  return {
    unitOf: observer.fact('unit', unitReader(by)),
    bucketOf: observer.fact('bucket', prepare?.(seed ?? defaultSeed) ?? (() => 0)),
  };
}

/** How many buckets a percentage admits. */
export function thresholdOf(percentage: number): number {
  return Math.round((percentage * BUCKETS) / 100);
}

/** Compiles a fixed percentage. */
export function compilePercentage(percentage: unknown, at: string, scope: Scope): number {
  if (typeof percentage === 'number' && percentage >= 0 && percentage <= 100) {
    return thresholdOf(percentage);
  }
  scope.problem(at, 'invalid_percentage', 'A percentage is a number from 0 to 100.');
  return 0;
}
