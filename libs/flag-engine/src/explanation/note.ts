import { isObject } from '../comparisons/is-object';
import { parseMoment } from '../comparisons/moment';
import type { Unmet } from '../compile/compiled';
import { unitName } from '../context/unit-reader';
import type { By } from '../model/condition';
import type { TakenStep } from './taken-step';

/** What there is to look at beside the step itself. */
interface Clues {
  readonly part: Readonly<Record<string, unknown>>;
  readonly value: unknown;
}

/** A sentence for a step whose outcome would be a riddle without. */
export function noteOf(step: TakenStep, outcome: unknown, clues: Clues): string | undefined {
  return (
    unmetNote(outcome) ??
    unitNote(step, clues) ??
    comparisonNote(step, clues) ??
    ruleNote(step, clues)
  );
}

function unmetNote(outcome: unknown): string | undefined {
  if (!isObject(outcome) || !('prerequisite' in outcome)) return undefined;
  const { prerequisite } = outcome as unknown as Unmet;
  return `The flag "${prerequisite}" is missing or in error, so the prerequisites have failed.`;
}

function unitNote({ facts }: TakenStep, { part }: Clues): string | undefined {
  if (!('unit' in facts) || facts.unit !== undefined) return undefined;
  const by = part['by'] as By | undefined;
  return `The context has no unit: ${unitName(by)} is missing, a list or an object.`;
}

function comparisonNote({ kind, facts }: TakenStep, { part, value }: Clues): string | undefined {
  if (kind !== 'comparison' || part['attribute'] === undefined) return undefined;
  if (value === undefined || value === null)
    return `The context has no "${part['attribute'] as string}".`;
  if (!('holds' in facts) || facts.holds !== undefined || Array.isArray(value)) return undefined;
  return `"${part['operator'] as string}" cannot read ${isObject(value) ? 'an object' : `this ${typeof value}`}.`;
}

function ruleNote({ kind, asked }: TakenStep, { part }: Clues): string | undefined {
  const now = asked[1];
  if (kind !== 'rule' || typeof now !== 'number') return undefined;
  const { from, until } = part;
  if (typeof from === 'string' && now < (parseMoment(from) ?? -Infinity))
    return 'The rule is not active yet.';
  if (typeof until === 'string' && now >= (parseMoment(until) ?? Infinity))
    return 'The rule is no longer active.';
  return undefined;
}
