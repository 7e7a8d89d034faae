import { ErrorCode, type ResolutionDetails } from '@openfeature/server-sdk';
import { evaluate, type EvaluationContext, type EvaluationResult } from '@app/flag-engine';
import type { EnvironmentState } from '../state/environment.state';
import type { EvaluationCounts } from './evaluation.counts';
import { plainContext } from './plain-context';
import { mismatch, notReady, type Question, resolutionOf, unreadable } from './resolution';

type Members = Readonly<Record<string, unknown>>;

/** Answers questions from the present state. Never throws, never waits. */
export class LocalEvaluator {
  constructor(
    private readonly state: Pick<EnvironmentState, 'compiled'>,
    private readonly counts: EvaluationCounts | undefined,
  ) {}

  /** @returns the caller's own default, and why, wherever the flag has no value for it */
  resolve<T>(flagKey: string, question: Question<T>, context: Members): ResolutionDetails<T> {
    const { compiled } = this.state;
    if (compiled === undefined) return notReady(question.defaultValue);
    const now = Date.now();
    try {
      const plain = plainContext(context);
      const resolution = this.typed(flagKey, question, evaluate(compiled, flagKey, plain, now));
      if (this.counts !== undefined) tell(this.counts, resolution, { flagKey, plain, now });
      return resolution;
    } catch (error) {
      return unreadable(question.defaultValue, error);
    }
  }

  /** A flag without an opinion has a type as well. */
  private typed<T>(
    flagKey: string,
    question: Question<T>,
    result: EvaluationResult,
  ): ResolutionDetails<T> {
    if (result.value !== undefined || result.errorCode !== undefined) {
      return resolutionOf(result, question);
    }
    const is = this.state.compiled?.flags.get(flagKey)?.config.valueType;
    if (is === undefined || is === question.valueType) return resolutionOf(result, question);
    return mismatch(question.defaultValue, { asked: question.valueType, is, result });
  }
}

interface Evaluated {
  readonly flagKey: string;
  readonly plain: EvaluationContext;
  readonly now: number;
}

function tell(
  counts: EvaluationCounts,
  { variant, errorCode }: ResolutionDetails<unknown>,
  { flagKey, plain, now }: Evaluated,
): void {
  if (errorCode === ErrorCode.FLAG_NOT_FOUND) return counts.countUnknown(flagKey);
  counts.count(flagKey, variant, now);
  counts.offer(plain, now);
}
