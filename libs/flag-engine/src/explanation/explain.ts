import type { CompiledSnapshot } from '../compile/compiled-snapshot';
import { compileWith } from '../compile/compile';
import { evaluate } from '../evaluate';
import type { EvaluationContext } from '../model/context';
import type { Environment } from '../model/snapshot';
import type { Explanation } from './explanation';
import { Recorder } from './recorder';

/**
 * How a flag comes to its answer: the flag, and all that it asks, is compiled once more with an observer between its
 * parts. The same code decides, so an explanation cannot disagree with the answer, and nobody pays who does not ask.
 *
 * @param now the evaluation time in epoch milliseconds.
 */
export function explain(
  compiled: CompiledSnapshot,
  flagKey: string,
  context: EvaluationContext,
  now: number,
): Explanation {
  const recorder = new Recorder();
  const watched = compileWith(reachable(compiled, flagKey), {
    parts: compiled.parts,
    observerOf: (owner) => recorder.observe(owner),
    tables: compiled.segments,
  });
  const result = evaluate(watched, flagKey, context, now);
  return { flag: flagKey, now, result, steps: recorder.steps };
}

/** A flag and all that it asks, at whatever distance. */
function reachable(compiled: CompiledSnapshot, flagKey: string): Environment {
  const flags = new Set([flagKey]);
  const segments = new Set<string>();
  for (const key of flags) {
    const references = compiled.flags.get(key)?.references;
    references?.flags.forEach((flag) => flags.add(flag));
    references?.segments.forEach((segment) => segments.add(segment));
  }
  for (const key of segments) {
    compiled.segments.get(key)?.references.segments.forEach((segment) => segments.add(segment));
  }
  return {
    flags: [...flags].flatMap((key) => compiled.flags.get(key)?.config ?? []),
    segments: [...segments].flatMap((key) => compiled.segments.get(key)?.config ?? []),
  };
}
