import type { FieldChange } from '@app/kernel';
import type { Operation } from './change';
import type { EnvironmentState } from './environment-state';
import { fullPatch } from './flag-patch';
import { referencesOf } from './needs';
import type { PlanItem } from './plan';
import { planPutFlag } from './plan-flag';
import { planPutSegment } from './plan-segment';
import type { PromotionRequest } from './promotion';
import { type Reference, referenceId } from './reference';
import type { SegmentPatch } from './segment-patch';

/** The two ends of a promotion, as far as it reaches. */
export interface PromotionEnds {
  readonly source: EnvironmentState;
  readonly target: EnvironmentState;
}

/** Something of the source that a promotion may carry over, held against the target. */
export interface Candidate extends Reference {
  readonly difference: 'create' | 'update' | 'unchanged';
  readonly changes: readonly FieldChange[];
  readonly operation: Operation;
  /** What it names directly. */
  readonly needs: readonly Reference[];
}

/** `roots` and everything they stand on in the source, to any depth, by `referenceId`. */
export function candidatesOf(
  roots: readonly Reference[],
  ends: PromotionEnds,
  request: Pick<PromotionRequest, 'keepEnabled'>,
): ReadonlyMap<string, Candidate> {
  const found = new Map<string, Candidate>();
  const open = [...roots];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(referenceId(next))) continue;
    const candidate = candidateOf(next, ends, request);
    if (candidate === undefined) continue;
    found.set(referenceId(next), candidate);
    open.push(...candidate.needs);
  }
  return found;
}

function candidateOf(
  reference: Reference,
  ends: PromotionEnds,
  request: Pick<PromotionRequest, 'keepEnabled'>,
): Candidate | undefined {
  return reference.kind === 'flag'
    ? flagCandidate(reference.key, ends, request)
    : segmentCandidate(reference.key, ends);
}

function flagCandidate(
  key: string,
  { source, target }: PromotionEnds,
  { keepEnabled }: Pick<PromotionRequest, 'keepEnabled'>,
): Candidate | undefined {
  const flag = source.flags.get(key);
  if (flag === undefined) return undefined;
  const present = target.flags.get(key);
  const enabled = present?.config.enabled ?? false;
  const set = { ...fullPatch(flag.config), ...(keepEnabled && { enabled }) };
  const item = planPutFlag(key, present, set);
  return candidate(item, { kind: 'putFlag', key, set }, referencesOf(flag.config));
}

function segmentCandidate(key: string, { source, target }: PromotionEnds): Candidate | undefined {
  const segment = source.segments.get(key);
  if (segment === undefined) return undefined;
  const { name = null, description = null, by = null, when = null } = segment.config;
  const ids = source.ids.get(key);
  const set: SegmentPatch = {
    name,
    description,
    by,
    when,
    include: [...(ids?.include ?? [])],
    exclude: [...(ids?.exclude ?? [])],
  };
  const [present, presentIds] = [target.segments.get(key), target.ids.get(key)];
  const before = { ...(present && { segment: present }), ...(presentIds && { ids: presentIds }) };
  const item = planPutSegment(key, before, set);
  return candidate(item, { kind: 'putSegment', key, set }, referencesOf(segment.config));
}

function candidate(
  item: ReturnType<typeof planPutFlag> | ReturnType<typeof planPutSegment>,
  operation: Operation,
  needs: readonly Reference[],
): Candidate | undefined {
  if (!('action' in item)) return undefined;
  const { kind, key, action, changes }: PlanItem = item;
  if (action === 'delete') return undefined;
  return { kind, key, difference: action, changes, operation, needs };
}
