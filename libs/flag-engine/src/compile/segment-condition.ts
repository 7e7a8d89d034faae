import { never } from './combinators';
import type { Matcher } from './compiled';
import type { Scope } from './scope';

/** Compiles a condition on a segment's membership. A segment that cannot be used breaks whoever asks it. */
export function compileSegmentCondition(key: string, at: string, scope: Scope): Matcher {
  const segment = scope.tools.segment(key);
  if (segment === 'assumed') return never;
  if (segment === undefined) {
    const detail = `There is no segment "${key}" in this environment: create it first.`;
    scope.problem(`${at}/segment`, 'unknown_segment', detail);
    return never;
  }
  const [problem] = segment.problems;
  if (problem !== undefined) {
    const detail = `The segment "${key}" cannot be used: ${problem.pointer}: ${problem.detail}`;
    scope.problem(`${at}/segment`, problem.code, detail);
  }
  scope.needsPart(segment);
  return (context, now, memo) =>
    memo === undefined ? segment.run(context, now, undefined) : memo.recall(segment, context, now);
}
