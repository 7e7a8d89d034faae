import type { ContextReads } from '../domain/context-reads';
import type { RecentSample } from './recent.contexts';

/** Why an impact may not be what applications will see. */
export type ImpactCaution =
  | 'no_contexts'
  | 'part_of_sample'
  | 'attributes_not_kept'
  | 'lookups_of_hashed_key'
  | 'buckets_of_hashed_key';

/** A caution, with what it is about. */
export interface Caution {
  readonly code: ImpactCaution;
  readonly detail: string;
}

/** What is to be thought of the numbers of one flag, by what it reads before and after the change. */
export function cautionsOf(
  reads: readonly ContextReads[],
  { attributes, targetingKey }: RecentSample,
): Caution[] {
  const cautions: Caution[] = [];
  const missing = new Set(
    reads.flatMap((each) => [...each.attributes].filter((name) => !attributes.includes(name))),
  );
  if (missing.size > 0) {
    const names = [...missing].map((name) => `"${name}"`).join(', ');
    const detail = `The flag reads ${names}, which is not kept of recent contexts: whatever depends on it counts as missing. Add it to the attributes of the environment's context sampling.`;
    cautions.push({ code: 'attributes_not_kept', detail });
  }
  if (targetingKey === 'plain') return cautions;
  if (reads.some(({ looksUpKey }) => looksUpKey)) {
    const detail =
      'The flag looks for targeting keys in lists, and recent contexts have only hashes of them: nobody is found there.';
    cautions.push({ code: 'lookups_of_hashed_key', detail });
  }
  if (reads.some(({ bucketsKey }) => bucketsKey)) {
    const detail =
      'The flag divides people by their targeting key, and recent contexts have only hashes of it: how many change is right, who they are is not.';
    cautions.push({ code: 'buckets_of_hashed_key', detail });
  }
  return cautions;
}

/** What is to be thought of all of it. @param run how many contexts were run */
export function cautionsOfSample({ contexts, enabled }: RecentSample, run: number): Caution[] {
  if (contexts.length === 0) {
    const detail = enabled
      ? 'No contexts are kept yet: they arrive some seconds after applications evaluate flags.'
      : 'This environment keeps no recent contexts, so nothing could be run: switch context sampling on first.';
    return [{ code: 'no_contexts', detail }];
  }
  if (run === contexts.length) return [];
  const detail = `Only the latest ${run} of ${contexts.length} contexts were run: the change touches many flags.`;
  return [{ code: 'part_of_sample', detail }];
}
