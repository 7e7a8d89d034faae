import type { Environment } from '@app/flag-engine';
import { checkEnvironment, type EnvironmentCheck } from '@app/flag-engine/validation';
import { engineFlag } from './flag';
import type { EnvironmentState } from './environment-state';
import { isChecked, takesAway } from './needs';
import type { Outcome } from './outcome';
import type { PlanItem } from './plan';

/**
 * Holds what a change leaves behind against as much of the environment as it has to do with;
 * `undefined` when the change is about nothing that others could notice.
 */
export function checkAfter(
  outcome: Outcome,
  state: EnvironmentState,
): EnvironmentCheck | undefined {
  const concerned = outcome.items.filter((item) => isChecked(item) || takesAway(item));
  if (concerned.length === 0) return undefined;
  const keysOf = (kind: PlanItem['kind']): string[] =>
    concerned.filter((item) => item.kind === kind).map(({ key }) => key);
  return checkEnvironment(environmentAfter(outcome, state), {
    changed: { flags: keysOf('flag'), segments: keysOf('segment') },
  });
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
