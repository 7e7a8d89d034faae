import type { EvaluationContext } from '@openfeature/web-sdk';
import { ContextSource, type SampledContext, type Sampling } from '@app/openfeature-shared';

const HASH_DIGITS = 32;

/** The context of the page: there is one at a time, and each is told once. */
export class PageContext extends ContextSource {
  private told?: string;

  /** @param flagSet `tenant/environment`, as the bulk answer names it */
  constructor(
    private readonly current: () => EvaluationContext | undefined,
    private readonly flagSet: () => string | undefined,
  ) {
    super();
  }

  override async take(sampling: Sampling): Promise<readonly SampledContext[]> {
    const context = this.current();
    if (context === undefined) return [];
    const reduced = { ...(await this.targetingKey(context, sampling)), ...pick(context, sampling) };
    const text = JSON.stringify(reduced);
    if (text === this.told || text === '{}') return [];
    this.told = text;
    return [reduced];
  }

  private async targetingKey(
    { targetingKey }: EvaluationContext,
    sampling: Sampling,
  ): Promise<SampledContext> {
    if (targetingKey === undefined) return {};
    if (sampling.targetingKey === 'plain') return { targetingKey };
    const hashed = await this.hash(targetingKey);
    return hashed === undefined ? {} : { targetingKey: hashed };
  }

  /** `undefined` where browsers do not hash: on a page that came over plain HTTP. */
  private async hash(targetingKey: string): Promise<string | undefined> {
    const flagSet = this.flagSet();
    const { subtle } = crypto as Partial<typeof crypto>;
    if (flagSet === undefined || subtle === undefined) return undefined;
    const text = new TextEncoder().encode(`${flagSet}/${targetingKey}`);
    const digest = new Uint8Array(await subtle.digest('SHA-256', text));
    const hex = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return hex.slice(0, HASH_DIGITS);
  }
}

function pick(context: EvaluationContext, { attributes }: Sampling): SampledContext {
  const allowed = attributes.filter(
    (name) => name !== 'targetingKey' && Object.hasOwn(context, name),
  );
  return Object.fromEntries(allowed.map((name) => [name, context[name]]));
}
