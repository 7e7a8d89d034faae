import { NOW } from '../comparisons/date';
import { isObject } from '../comparisons/is-object';
import { thresholdOf } from '../compile/bucketing';
import { attributeReader } from '../context/attribute-reader';
import type { EvaluationContext } from '../model/context';
import type { EvaluationResult } from '../model/result';
import type { Step } from './explanation';
import { noteOf } from './note';
import { preview } from './preview';
import type { TakenStep } from './taken-step';

/** The configuration of a part. */
export type Part = Readonly<Record<string, unknown>>;

/** Puts a step into words. */
export function describe(step: TakenStep, outcome: unknown): Step {
  const part = partOf(step);
  const answer = answerOf(outcome);
  const facts = factsOf(step, part);
  const configured = configuredOf(step, part);
  const note = noteOf(step, outcome, { part, value: facts['value'] });
  return {
    kind: step.kind,
    at: step.at,
    matched: outcome === true || answer !== undefined,
    ...(answer !== undefined && { answer }),
    ...(configured !== undefined && { configured }),
    ...(Object.keys(facts).length > 0 && { facts }),
    ...(note !== undefined && { note }),
    ...(step.steps.length > 0 && { steps: step.steps }),
  };
}

/** The member of a flag or segment that a JSON Pointer names; whatever is not there is an empty object. */
function partOf({ owner, at }: TakenStep): Part {
  const members = at.split('/').slice(1);
  const part = members.reduce<unknown>(
    (value, member) => (value as Part | undefined)?.[member],
    owner,
  );
  return isObject(part) ? part : {};
}

function answerOf(outcome: unknown): Step['answer'] {
  if (!isObject(outcome) || !('reason' in outcome)) return undefined;
  const { variant, reason } = outcome as unknown as EvaluationResult;
  return { reason, ...(variant !== undefined && { variant }) };
}

function factsOf(step: TakenStep, part: Part): NonNullable<Step['facts']> {
  const { unit, bucket, threshold } = step.facts;
  const { percentage, attribute } = part;
  const fixed = typeof percentage === 'number' ? thresholdOf(percentage) : undefined;
  const facts = {
    value: typeof attribute === 'string' ? preview(valueOf(attribute, step.asked)) : undefined,
    unit: preview(unit),
    bucket,
    threshold: bucket === undefined ? undefined : (threshold ?? fixed),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));
}

function valueOf(attribute: string, [context, now]: readonly unknown[]): unknown {
  return attribute === NOW ? now : attributeReader(attribute)(context as EvaluationContext);
}

function configuredOf({ kind }: TakenStep, part: Part): unknown {
  if (kind === 'comparison' || kind === 'prerequisite' || kind === 'segment') return preview(part);
  if (kind !== 'rule') return undefined;
  const { id, name, from, until } = part;
  return { id, name, from, until };
}
