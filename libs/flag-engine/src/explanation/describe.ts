import { isObject } from '../comparisons/is-object';
import { unitName } from '../context/unit-reader';
import type { Unmet } from '../compile/compiled';
import type { FactName, StepKind } from '../compile/observer';
import type { By } from '../model/condition';
import type { Flag } from '../model/flag';
import type { EvaluationResult } from '../model/result';
import type { Segment } from '../model/segment';
import type { Step } from './explanation';
import { preview } from './preview';

/** What was written down of a step while it was taken. */
export interface TakenStep {
  readonly kind: StepKind;
  readonly at: string;
  readonly facts: { readonly [Fact in FactName]?: unknown };
  readonly steps: readonly Step[];
}

/** Puts a step into words. */
export function describe(step: TakenStep, outcome: unknown, owner: Flag | Segment): Step {
  const { kind, at, steps } = step;
  const part = partAt(owner, at);
  const answer = answerOf(outcome);
  const note = noteOf(step, outcome, part);
  const facts = factsOf(step, part);
  const configured = configuredOf(kind, part);
  return {
    kind,
    at,
    matched: outcome === true || answer !== undefined,
    ...(answer !== undefined && { answer }),
    ...(configured !== undefined && { configured }),
    ...(Object.keys(facts).length > 0 && { facts }),
    ...(note !== undefined && { note }),
    ...(steps.length > 0 && { steps }),
  };
}

/** The member of a flag or segment that a JSON Pointer names; whatever is not there is an empty object. */
function partAt(owner: Flag | Segment, at: string): Record<string, unknown> {
  const part = at
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (value, member) => (value as Record<string, unknown> | undefined)?.[member],
      owner,
    );
  return isObject(part) ? part : {};
}

function answerOf(outcome: unknown): Step['answer'] {
  if (!isObject(outcome) || !('reason' in outcome)) return undefined;
  const { variant, reason } = outcome as unknown as EvaluationResult;
  return { reason, ...(variant !== undefined && { variant }) };
}

function factsOf(
  { kind, facts }: TakenStep,
  part: Record<string, unknown>,
): NonNullable<Step['facts']> {
  const percentage = part['percentage'];
  const fixed = kind === 'rollout' || kind === 'comparison' ? percentage : undefined;
  return {
    ...Object.fromEntries(
      Object.entries(facts)
        .filter(([name]) => name !== 'holds')
        .map(([name, fact]) => [name, preview(fact)]),
    ),
    ...('bucket' in facts && typeof fixed === 'number' && { threshold: Math.round(fixed * 1000) }),
  };
}

function configuredOf(kind: StepKind, part: Record<string, unknown>): unknown {
  if (kind === 'comparison' || kind === 'prerequisite' || kind === 'segment') return preview(part);
  if (kind !== 'rule') return undefined;
  const { id, name, from, until } = part;
  return { id, name, from, until };
}

function noteOf(
  { kind, facts }: TakenStep,
  outcome: unknown,
  part: Record<string, unknown>,
): string | undefined {
  if (isObject(outcome) && 'prerequisite' in outcome) {
    const { prerequisite } = outcome as unknown as Unmet;
    return `The flag "${prerequisite}" is missing or in error, so the prerequisites have failed.`;
  }
  if ('unit' in facts && facts.unit === undefined) {
    return `The context has no unit: ${unitName(part['by'] as By | undefined)} is missing, a list or an object.`;
  }
  return kind === 'comparison' ? comparisonNote(facts, part) : undefined;
}

function comparisonNote(
  facts: TakenStep['facts'],
  part: Record<string, unknown>,
): string | undefined {
  const { attribute, operator } = part as { attribute?: string; operator?: string };
  if ('value' in facts && (facts.value === undefined || facts.value === null)) {
    return `The context has no "${attribute}".`;
  }
  if ('holds' in facts && facts.holds === undefined && !Array.isArray(facts.value)) {
    return `"${operator}" cannot read a value of type ${isObject(facts.value) ? 'object' : typeof facts.value}.`;
  }
  return undefined;
}
