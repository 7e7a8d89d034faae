import type { FactName, Observer } from '../compile/observer';
import type { Flag } from '../model/flag';
import type { Segment } from '../model/segment';
import { describe } from './describe';
import type { Step } from './explanation';
import type { TakenStep } from './taken-step';

/** A step that is being taken. */
interface OpenStep extends TakenStep {
  readonly facts: { [Fact in FactName]?: unknown };
  readonly steps: Step[];
}

/** Writes down the steps of one evaluation, across all the flags and segments that it asks. */
export class Recorder {
  readonly steps: Step[] = [];
  private readonly open: OpenStep[] = [];
  /** Above 0 while something is read again that is written down already. */
  private muted = 0;

  /** An observer of one flag or segment. */
  observe(owner: Flag | Segment): Observer {
    const seen = new Set<string>();
    return {
      step:
        (kind, at, run) =>
        (...asked) => {
          const place = `${kind} ${at}`;
          if (this.muted > 0 || seen.has(place)) return this.mutely(() => run(...asked));
          seen.add(place);
          const step = { kind, at, owner, asked, facts: {}, steps: [] };
          return this.record(step, () => run(...asked));
        },
      fact:
        (name, run) =>
        (...asked) => {
          const outcome = run(...asked);
          const step = this.muted > 0 ? undefined : this.open.at(-1);
          if (step !== undefined) step.facts[name] = outcome;
          return outcome;
        },
    };
  }

  private record<Outcome>(step: OpenStep, run: () => Outcome): Outcome {
    const parent = this.open.at(-1)?.steps ?? this.steps;
    this.open.push(step);
    try {
      const outcome = run();
      parent.push(describe(step, outcome));
      return outcome;
    } finally {
      this.open.pop();
    }
  }

  private mutely<Outcome>(run: () => Outcome): Outcome {
    this.muted += 1;
    try {
      return run();
    } finally {
      this.muted -= 1;
    }
  }
}
