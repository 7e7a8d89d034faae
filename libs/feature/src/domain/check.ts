import type { Environment } from '@app/flag-engine';
import { checkEnvironment, type EnvironmentCheck, type Warning } from '@app/flag-engine/validation';
import type { EnvironmentState } from './environment-state';
import { engineFlag } from './flag';
import { isChecked, takesAway } from './needs';
import type { Outcome } from './outcome';
import type { PlanItem } from './plan';
import { referenceId } from './reference';

/** Holds what a change leaves behind against as much of the environment as it has to do with. */
export function checkAfter(
  outcome: Outcome,
  state: EnvironmentState,
): Pick<EnvironmentCheck, 'problems' | 'warnings'> {
  const concerned = outcome.items.filter((item) => isChecked(item) || takesAway(item));
  // What nobody else could notice needs no check.
  if (concerned.length === 0) return { problems: [], warnings: [] };
  const keysOf = (kind: PlanItem['kind']): string[] =>
    concerned.filter((item) => item.kind === kind).map(({ key }) => key);
  const { problems, warnings } = checkEnvironment(environmentAfter(outcome, state), {
    changed: { flags: keysOf('flag'), segments: keysOf('segment') },
  });
  return { problems, warnings: warnings.filter((warning) => isCertain(warning, outcome, state)) };
}

/** Whether a warning holds of the whole environment: of who uses a segment the check has seen a part only. */
function isCertain({ code, key }: Warning, outcome: Outcome, state: EnvironmentState): boolean {
  const id = referenceId({ kind: 'segment', key });
  if (code !== 'unused_segment') return true;
  return outcome.byReference.has(id) && state.usedBy.get(id)?.length === 0;
}

function environmentAfter({ items }: Outcome, state: EnvironmentState): Environment {
  const flags = new Map([...state.flags].map(([key, flag]) => [key, engineFlag(flag)]));
  const segments = new Map([...state.segments].map(([key, { config }]) => [key, config]));
  for (const item of items) {
    if (item.after === undefined) (item.kind === 'flag' ? flags : segments).delete(item.key);
    else if (item.kind === 'segment') segments.set(item.key, item.after.config);
    else flags.set(item.key, { ...item.after, version: (item.before?.version ?? 0) + 1 });
  }
  return { flags: [...flags.values()], segments: [...segments.values()] };
}
