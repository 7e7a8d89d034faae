import {
  type CompiledSnapshot,
  evaluate,
  type EvaluationContext,
  type EvaluationResult,
} from '@app/flag-engine';

/** Contexts for whom one answer becomes another. */
export interface Transition {
  readonly from: EvaluationResult;
  readonly to: EvaluationResult;
  readonly count: number;
}

/** A context that gets another answer. */
export interface ImpactExample {
  readonly context: EvaluationContext;
  readonly from: EvaluationResult;
  readonly to: EvaluationResult;
}

/** What a change means for one flag. */
export interface FlagImpact {
  readonly key: string;
  readonly changed: number;
  /** The largest first. */
  readonly transitions: readonly Transition[];
  readonly examples: readonly ImpactExample[];
}

const MOST_EXAMPLES = 20;

/** The flags whose answers a change can have altered: those that were compiled anew for it, or are gone. */
export function touchedFlags(before: CompiledSnapshot, after: CompiledSnapshot): string[] {
  const changed = [...after.flags.keys()].filter(
    (key) => after.flags.get(key) !== before.flags.get(key),
  );
  const gone = [...before.flags.keys()].filter((key) => !after.flags.has(key));
  return [...changed, ...gone].sort();
}

/** Counts, for the flags of two states, who gets another variant or value. */
export class ImpactCount {
  private readonly changedContexts = new Set<number>();

  constructor(
    private readonly before: CompiledSnapshot,
    private readonly after: CompiledSnapshot,
    private readonly contexts: readonly EvaluationContext[],
    private readonly now: number,
  ) {}

  /** Contexts that got another answer of any flag counted so far. */
  get changed(): number {
    return this.changedContexts.size;
  }

  ofFlag(key: string): FlagImpact {
    const transitions = new Map<
      string,
      { -readonly [Name in keyof Transition]: Transition[Name] }
    >();
    const examples: ImpactExample[] = [];
    let changed = 0;
    for (const [index, context] of this.contexts.entries()) {
      const from = evaluate(this.before, key, context, this.now);
      const to = evaluate(this.after, key, context, this.now);
      const [was, is] = [outcomeOf(from), outcomeOf(to)];
      if (was === is) continue;
      changed += 1;
      this.changedContexts.add(index);
      const known = transitions.get(`${was} ${is}`);
      if (known === undefined) transitions.set(`${was} ${is}`, { from, to, count: 1 });
      else known.count += 1;
      if (examples.length < MOST_EXAMPLES) examples.push({ context, from, to });
    }
    const largestFirst = [...transitions.values()].sort((a, b) => b.count - a.count);
    return { key, changed, transitions: largestFirst, examples };
  }
}

/** What an application notices of an answer; the reason for it is not part of that. */
function outcomeOf({ variant, value, errorCode }: EvaluationResult): string {
  return JSON.stringify([variant ?? null, value ?? null, errorCode ?? null]);
}
