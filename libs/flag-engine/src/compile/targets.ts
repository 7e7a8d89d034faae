import { unitReader } from '../context/unit-reader';
import type { EvaluationResult } from '../model/result';
import type { Target } from '../model/strategy';
import type { Attempt } from './compiled';
import type { FlagScope } from './flag-scope';

/** Neighbours that look at the same attribute, as one table of units. */
interface Group {
  readonly by: Target['by'];
  readonly first: number;
  readonly answers: Map<string, EvaluationResult>;
}

/** Compiles individual targets. Of two that list the same unit the first counts. */
export function compileTargets(
  targets: readonly Target[],
  at: string,
  scope: FlagScope,
): Attempt[] {
  const groups: Group[] = [];
  targets.forEach((target, index) => {
    scope.checkVariant(target.variant, `${at}/${index}/variant`);
    const answer = scope.answers.serve(target.variant, 'TARGETING_MATCH');
    const { answers } = groupOf(target, index, groups);
    for (const key of target.keys) if (!answers.has(key)) answers.set(key, answer);
  });
  return groups.map((group) => compileGroup(group, at, scope));
}

function groupOf({ by }: Target, index: number, groups: Group[]): Group {
  const last = groups.at(-1);
  if (last !== undefined && String(last.by) === String(by)) return last;
  const group: Group = { by, first: index, answers: new Map() };
  groups.push(group);
  return group;
}

function compileGroup({ by, first, answers }: Group, at: string, { tools }: FlagScope): Attempt {
  const unitOf = tools.observer.fact('unit', unitReader(by));
  return tools.observer.step('targets', `${at}/${first}`, (context) => {
    const unit = unitOf(context);
    return unit === undefined ? undefined : answers.get(unit);
  });
}
