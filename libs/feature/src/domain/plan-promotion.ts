import type { EnvironmentState } from './environment-state';
import type { PromotionAction, PromotionItem, PromotionPlan, PromotionRequest } from './promotion';
import { type Candidate, candidatesOf, type PromotionEnds } from './promotion-candidates';
import { inWords, type Reference, referenceId } from './reference';

/** Why the target refuses an item, by `referenceId`: found out by planning the change there. */
export type Obstacles = ReadonlyMap<string, string>;

/**
 * What promoting does: pure, so that a dry run and the run come to the same on the same state.
 * Both ends must know the chosen flags and all that these stand on in the source.
 */
export function planPromotion(
  ends: PromotionEnds,
  request: PromotionRequest,
  obstacles: Obstacles = new Map(),
): PromotionPlan {
  const roots = rootsOf(request, ends.source);
  const candidates = candidatesOf(roots, ends, request);
  const asked = new Set(roots.map(referenceId));
  const decisions = decide(candidates, { request, asked, obstacles }).toSorted(inReadingOrder);
  const items = decisions.map((decision) => toItem(decision, ends.target, asked));
  const operations = decisions
    .filter(({ action }) => action === 'create' || action === 'update')
    .map(({ candidate }) => candidate.operation);
  return {
    items,
    summary: summaryOf(items),
    change: { environment: ends.target.name, operations },
  };
}

function rootsOf({ keys }: PromotionRequest, source: EnvironmentState): Reference[] {
  return [...new Set(keys ?? source.flags.keys())].map((key) => ({ kind: 'flag', key }));
}

interface Decision {
  readonly candidate: Candidate;
  readonly action: PromotionAction;
  readonly missing: readonly Reference[];
  readonly obstacle?: string;
}

interface Deciding {
  readonly request: PromotionRequest;
  readonly asked: ReadonlySet<string>;
  readonly obstacles: Obstacles;
}

/** First each by itself; then, until nothing moves any more, whatever lacks something it needs stays behind. */
function decide(candidates: ReadonlyMap<string, Candidate>, deciding: Deciding): Decision[] {
  const decisions = new Map<string, Decision>();
  for (const [id, candidate] of candidates) decisions.set(id, byItself(candidate, deciding));
  for (let moved = true; moved;) {
    moved = false;
    for (const [id, decision] of decisions) {
      if (decision.action !== 'create' && decision.action !== 'update') continue;
      const missing = unsatisfied(decision.candidate, decisions);
      if (missing.length === 0) continue;
      decisions.set(id, { ...decision, action: leftBehind(deciding.request), missing });
      moved = true;
    }
  }
  // A dependency that the target has as it should be is nobody's concern.
  return [...decisions]
    .filter(([id, { action }]) => action !== 'unchanged' || deciding.asked.has(id))
    .map(([, decision]) => decision);
}

function byItself(candidate: Candidate, { request, asked, obstacles }: Deciding): Decision {
  const { difference } = candidate;
  const obstacle = obstacles.get(referenceId(candidate));
  const decision = { candidate, missing: [] };
  if (difference === 'unchanged') return { ...decision, action: 'unchanged' };
  if (!asked.has(referenceId(candidate)) && !request.withDependencies) {
    return { ...decision, action: 'skip' };
  }
  if (obstacle !== undefined) return { ...decision, action: leftBehind(request), obstacle };
  if (difference === 'create' || request.conflictPolicy === 'overwrite') {
    return { ...decision, action: difference };
  }
  return { ...decision, action: leftBehind(request) };
}

function leftBehind({ conflictPolicy }: PromotionRequest): 'skip' | 'conflict' {
  return conflictPolicy === 'skip' ? 'skip' : 'conflict';
}

/** What `candidate` stands on, to any depth, that the target would not have as the source does. */
function unsatisfied(
  candidate: Candidate,
  decisions: ReadonlyMap<string, Decision>,
): readonly Reference[] {
  const seen = new Set([referenceId(candidate)]);
  const open = [...candidate.needs];
  const lacking: Reference[] = [];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const id = referenceId(next);
    if (seen.has(id)) continue;
    seen.add(id);
    const decision = decisions.get(id);
    if (decision?.action === 'skip' || decision?.action === 'conflict') lacking.push(next);
    open.push(...(decision?.candidate.needs ?? []));
  }
  return lacking;
}

function toItem(
  { candidate, action, missing, obstacle }: Decision,
  target: EnvironmentState,
  asked: ReadonlySet<string>,
): PromotionItem {
  const { kind, key, changes, difference } = candidate;
  const reason = (): string | undefined => {
    if (action !== 'skip' && action !== 'conflict') return undefined;
    if (obstacle !== undefined) return obstacle;
    if (missing.length > 0) {
      return `It needs ${inWords(missing)}, which "${target.name}" would not have as the source does.`;
    }
    return difference === 'create'
      ? `Needed, and not in "${target.name}".`
      : `"${target.name}" has it with another configuration.`;
  };
  const why = reason();
  return {
    kind,
    key,
    action,
    changes,
    dependency: !asked.has(referenceId(candidate)),
    missing,
    ...(why !== undefined && { reason: why }),
  };
}

/** Flags before segments, each by key. */
function inReadingOrder({ candidate: a }: Decision, { candidate: b }: Decision): number {
  if (a.kind !== b.kind) return a.kind === 'flag' ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}

function summaryOf(items: readonly PromotionItem[]): PromotionPlan['summary'] {
  const summary = { create: 0, update: 0, unchanged: 0, skip: 0, conflict: 0 };
  for (const { action } of items) summary[action] += 1;
  return summary;
}
