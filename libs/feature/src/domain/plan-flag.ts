import type { FlagConfig } from '@app/flag-engine';
import { checkFlag, type FlagCheck } from '@app/flag-engine/validation';
import { diffDocuments } from './diff/diff-documents';
import { type Flag, flagDocument } from './flag';
import { canUnsettle, completedFlag, type FlagPatch, mergedFlag } from './flag-patch';
import type { FlagItem } from './plan';
import { unstorableTexts } from './unstorable-text';
import type { ItemProblem } from './item-problem';

const SOUND: FlagCheck = { problems: [], warnings: [] };

/** What an upsert does to a flag; or what of it means nothing, whatever else the environment holds. */
export function planPutFlag(
  key: string,
  before: Flag | undefined,
  set: FlagPatch,
): FlagItem | readonly ItemProblem[] {
  const input = mergedFlag(key, before?.config, set);
  const checked = before === undefined || canUnsettle(set) ? checkFlag(input) : SOUND;
  const problems = [...checked.problems, ...unstorableTexts(set)];
  if (problems.length > 0) return problems.map((problem) => ({ kind: 'flag', key, ...problem }));
  const after = completedFlag(input);
  const present = before === undefined ? {} : flagDocument(before.config);
  const changes = diffDocuments(present, flagDocument(after));
  const { warnings } = checked;
  if (before === undefined)
    return { kind: 'flag', key, action: 'create', after, changes, warnings };
  const action = changes.length === 0 ? 'unchanged' : 'update';
  return { kind: 'flag', key, action, before, after, changes, warnings };
}

/** What deleting does to a flag. */
export function planDeleteFlag(before: Flag): FlagItem {
  const { key } = before.config;
  const changes = diffDocuments(flagDocument(before.config), {});
  return { kind: 'flag', key, action: 'delete', before, changes };
}

/** Members on which others, or the flag's standing among others, depend. */
const SHARED = new Set(['valueType', 'variants', 'offVariant', 'clientVisible', 'strategy']);

/** Whether what the item leaves behind has to be held against the rest of the environment. */
export function concernsOthers({ action, changes }: FlagItem): boolean {
  if (action === 'create') return true;
  if (action !== 'update') return false;
  return changes.some(({ path }) => SHARED.has(path.split('/')[1] ?? ''));
}

/** Whether `after` no longer has a variant that `before` had: others may name it. */
export function losesVariant(before: FlagConfig, after: FlagConfig): boolean {
  const left = new Set(after.variants.map(({ name }) => name));
  return before.variants.some(({ name }) => !left.has(name));
}
