import type {
  By,
  Comparison,
  Condition,
  Environment,
  Flag,
  Segment,
  Serve,
} from '@app/flag-engine';

/** What an answer depends on in a context. */
export interface ContextReads {
  /** Attributes other than the targeting key. */
  readonly attributes: ReadonlySet<string>;
  /** Is the targeting key looked for in a list, or compared. */
  readonly looksUpKey: boolean;
  /** Does the targeting key decide by its bucket. */
  readonly bucketsKey: boolean;
}

const KEY = new Set(['targetingKey', 'userId']);
/** The time, which is no attribute. */
const NOW = '$now';

/** What a flag, and the segments and flags that it asks at whatever distance, read of a context. */
export function contextReads(key: string, { flags, segments }: Environment): ContextReads {
  const reader = new Reader(
    new Map(flags.map((flag) => [flag.key, flag])),
    new Map(segments.map((segment) => [segment.key, segment])),
  );
  reader.flag(key);
  return reader;
}

class Reader implements ContextReads {
  readonly attributes = new Set<string>();
  looksUpKey = false;
  bucketsKey = false;
  private readonly seen = new Set<string>();

  constructor(
    private readonly flags: ReadonlyMap<string, Flag>,
    private readonly segments: ReadonlyMap<string, Segment>,
  ) {}

  flag(key: string): void {
    const flag = this.once(`flag ${key}`) ? this.flags.get(key) : undefined;
    if (flag === undefined || !flag.enabled) return;
    const { strategy } = flag;
    if (strategy.type === 'percentage') this.bucket(strategy.by);
    if (strategy.type === 'targeting') this.looksUpKey = true;
    if (strategy.type !== 'rules') return;
    const { prerequisites, targets = [], rules = [], fallthrough } = strategy;
    if (prerequisites !== undefined) this.condition(prerequisites);
    for (const { by } of targets) this.lookUp(by);
    for (const { when, rollout, serve } of rules) {
      if (when !== undefined) this.condition(when);
      if (rollout !== undefined) this.bucket(rollout.by);
      this.serve(serve);
    }
    if (fallthrough !== undefined) this.serve(fallthrough);
  }

  private segment(key: string): void {
    const segment = this.once(`segment ${key}`) ? this.segments.get(key) : undefined;
    if (segment === undefined) return;
    const { include = [], exclude = [], by, when } = segment;
    if (include.length + exclude.length > 0) this.lookUp(by);
    if (when !== undefined) this.condition(when);
  }

  private condition(condition: Condition): void {
    if ('all' in condition) condition.all.forEach((each) => this.condition(each));
    else if ('any' in condition) condition.any.forEach((each) => this.condition(each));
    else if ('not' in condition) this.condition(condition.not);
    else if ('segment' in condition) this.segment(condition.segment);
    else if ('flag' in condition) this.flag(condition.flag);
    else this.comparison(condition);
  }

  private comparison({ operator, attribute, by }: Comparison): void {
    if (operator === 'inPercentage') this.bucket(by ?? attribute);
    else if (attribute !== undefined && attribute !== NOW) this.lookUp(attribute);
  }

  private serve(serve: Serve): void {
    if ('split' in serve || 'ranges' in serve) this.bucket(serve.by);
  }

  private lookUp(by: By = 'targetingKey'): void {
    for (const name of namesOf(by)) {
      if (KEY.has(name)) this.looksUpKey = true;
      else this.attributes.add(name);
    }
  }

  private bucket(by: By = 'targetingKey'): void {
    for (const name of namesOf(by)) {
      if (KEY.has(name)) this.bucketsKey = true;
      else this.attributes.add(name);
    }
  }

  private once(place: string): boolean {
    if (this.seen.has(place)) return false;
    this.seen.add(place);
    return true;
  }
}

function namesOf(by: By): readonly string[] {
  return typeof by === 'string' ? [by] : by;
}
