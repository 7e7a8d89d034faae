import type { Environment, Flag, Segment } from '@app/flag-engine';
import type { PlanItem } from './plan';

/** An environment as the items of a plan leave it. */
export function carriedOut(
  items: readonly PlanItem[],
  { flags, segments }: Environment,
): Environment {
  const flagsAfter = new Map<string, Flag>(flags.map((flag) => [flag.key, flag]));
  const segmentsAfter = new Map<string, Segment>(segments.map((each) => [each.key, each]));
  for (const item of items) {
    if (item.action === 'unchanged') continue;
    if (item.after === undefined) {
      (item.kind === 'flag' ? flagsAfter : segmentsAfter).delete(item.key);
    } else if (item.kind === 'flag') {
      const version = (flagsAfter.get(item.key)?.version ?? 0) + 1;
      flagsAfter.set(item.key, { ...item.after, version });
    } else {
      const { include = [], exclude = [] } = segmentsAfter.get(item.key) ?? {};
      segmentsAfter.set(item.key, {
        ...item.after.config,
        include: idsAfter(include, item.ids.include),
        exclude: idsAfter(exclude, item.ids.exclude),
      });
    }
  }
  return { flags: [...flagsAfter.values()], segments: [...segmentsAfter.values()] };
}

function idsAfter(
  before: readonly string[],
  { added, removed }: { readonly added: readonly string[]; readonly removed: readonly string[] },
): readonly string[] {
  const leaving = new Set(removed);
  return [...before.filter((id) => !leaving.has(id)), ...added];
}
