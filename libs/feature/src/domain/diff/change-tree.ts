import type { FieldChange } from '@app/kernel';
import { segmentsOf } from './json-pointer';

/** The changes at one place of a document, and those below it by name. */
export type ChangeTree = { [Op in FieldChange['op']]?: FieldChange } & {
  readonly children: Map<string, ChangeTree>;
};

/** Changes by the places they speak of. */
export function changeTree(changes: readonly FieldChange[]): ChangeTree {
  const root: ChangeTree = { children: new Map() };
  for (const change of changes) nodeAt(root, change.path)[change.op] = change;
  return root;
}

function nodeAt(root: ChangeTree, path: string): ChangeTree {
  let node = root;
  for (const name of segmentsOf(path)) {
    const child = node.children.get(name) ?? { children: new Map<string, ChangeTree>() };
    node.children.set(name, child);
    node = child;
  }
  return node;
}
