import type { Operators } from '../comparisons/operator';
import type { Hashes } from '../bucketing/hash';
import type { CompiledFlag, CompiledSegment, Timetable } from './compiled';
import type { Observer } from './observer';
import type { Part } from './part';
import type { Problem, ProblemCode } from './problem';

/** A flag or segment that a condition names: compiled, known to be there (a check of one flag alone), or missing. */
export type Link<Compiled> = Compiled | 'assumed' | undefined;

/** What a flag or segment is compiled with. */
export interface Toolbox {
  readonly operators: Operators;
  readonly hashes: Hashes;
  readonly observer: Observer;
  flag(key: string): Link<CompiledFlag>;
  segment(key: string): Link<CompiledSegment>;
}

/** Whose parts are compiled. */
export interface Owner {
  readonly kind: 'flag' | 'segment';
  readonly key: string;
}

/** The compilation of one flag or segment: what its parts share, and what they leave behind. */
export class Scope {
  readonly problems: Problem[] = [];
  /** Conditions on flags that do not exist. */
  readonly missing: Problem[] = [];
  readonly timetables: Timetable[] = [];
  readonly needs: Part<unknown>[] = [];
  weight = 1;
  /** Does anything read the context, the time or another flag. */
  varies = false;

  constructor(
    readonly owner: Owner,
    readonly tools: Toolbox,
  ) {}

  /** The seed of percentages where a flag gives none: a segment is one set for every flag. */
  get seed(): string {
    return this.owner.kind === 'flag' ? this.owner.key : `segment/${this.owner.key}`;
  }

  /** Notes something that cannot mean anything; compilation goes on, so that all is found in one go. */
  problem(pointer: string, code: ProblemCode, detail: string): void {
    this.problems.push({ pointer, code, detail });
  }

  /** Notes that another part is asked here. */
  needsPart(part: Part<unknown> & { readonly timetables: readonly Timetable[] }): void {
    this.weight = Math.min(this.weight + part.weight, Number.MAX_SAFE_INTEGER);
    if (this.needs.includes(part)) return;
    this.needs.push(part);
    this.timetables.push(...part.timetables);
  }
}
