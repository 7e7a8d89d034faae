import { createHash } from 'node:crypto';
import { ContextSource, type SampledContext, type Sampling } from '@app/openfeature-shared';
import type { EvaluationContext } from '@app/flag-engine';

const SIZE = 20;
/** Hexadecimal digits of a hashed targeting key. */
const HASH_LENGTH = 32;
/** A context larger than this as JSON is left out. */
const LARGEST = 4_096;

/** Whose contexts they are: part of what a targeting key is hashed with. */
export interface SampledEnvironment {
  readonly tenant: string;
  readonly environment: string;
}

/**
 * A fair sample of the contexts of the evaluations since it was last taken: each of them is as likely to be in it (Li's
 * algorithm L, which skips ahead, so that an evaluation costs a subtraction). Holds nothing until contexts are asked for,
 * nor when they are no longer asked for.
 */
export class ContextSample extends ContextSource {
  private contexts: EvaluationContext[] = [];
  private activeUntil = 0;
  private skip = 0;
  private weight = 1;

  constructor(
    private readonly environment: () => SampledEnvironment | undefined,
    private readonly activeMs: number,
    private readonly random: () => number = Math.random,
  ) {
    super();
  }

  offer(context: EvaluationContext, now: number): void {
    if (now > this.activeUntil) return;
    if (this.skip > 0) {
      this.skip -= 1;
      return;
    }
    this.admit(context);
  }

  override async take(sampling: Sampling): Promise<readonly SampledContext[]> {
    const { contexts } = this;
    this.activeUntil = Date.now() + this.activeMs;
    this.begin();
    return contexts
      .map((context) => this.reduce(context, sampling))
      .filter((each) => JSON.stringify(each).length <= LARGEST);
  }

  private begin(): void {
    this.contexts = [];
    this.skip = 0;
    this.weight = Math.exp(Math.log(this.draw()) / SIZE);
  }

  private admit(context: EvaluationContext): void {
    if (this.contexts.length < SIZE) this.contexts.push(context);
    else this.contexts[Math.floor(this.random() * SIZE)] = context;
    if (this.contexts.length < SIZE) return;
    this.skip = Math.floor(Math.log(this.draw()) / Math.log(1 - this.weight));
    this.weight *= Math.exp(Math.log(this.draw()) / SIZE);
  }

  /** Above zero, which has no logarithm. */
  private draw(): number {
    return 1 - this.random();
  }

  private reduce(
    context: EvaluationContext,
    { attributes, targetingKey }: Sampling,
  ): SampledContext {
    const reduced: Record<string, unknown> = {};
    for (const name of attributes) {
      const value = attributeOf(context, name);
      if (value !== undefined && value !== null) reduced[name] = value;
    }
    const key = context.targetingKey ?? context.userId;
    if (typeof key !== 'string') return reduced;
    return { ...reduced, targetingKey: targetingKey === 'plain' ? key : this.hashed(key) };
  }

  private hashed(key: string): string {
    const { tenant = '', environment = '' } = this.environment() ?? {};
    const text = `${tenant}/${environment}/${key}`;
    return createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH);
  }
}

/** A root member of that name, or what a dotted path leads to: what the engine finds under it as well. */
function attributeOf(context: EvaluationContext, name: string): unknown {
  if (Object.hasOwn(context, name)) return context[name];
  let value: unknown = context;
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part))
      return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}
