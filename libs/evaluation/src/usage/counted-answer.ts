import type { NotedEvaluation } from './noted-evaluation';

/** An answer that is given many times, and how often it was since its uses were last collected. */
export interface CountedAnswer extends NotedEvaluation {
  /** Asked for by the flag's name. */
  uses: number;
  /** Given among all others, whether the caller had any use for it or not. */
  bulkUses: number;
}
