import type { Flag } from './flag';

/** By what a list can be sorted; with a leading `-` from the end. */
export const FLAG_SORTS = [
  'key',
  '-key',
  'name',
  '-name',
  'createdAt',
  '-createdAt',
  'updatedAt',
  '-updatedAt',
] as const;
export type FlagSort = (typeof FLAG_SORTS)[number];

/** Which flags of an environment, and in what order. */
export interface FlagSelection {
  /** Found in key, name or description, in any case. */
  readonly search: string;
  /** Flags that carry all of them. */
  readonly tags: readonly string[];
  readonly sort: FlagSort;
}

/** @param flags sorted by key: what is equal otherwise stays in that order */
export function selectFlags(flags: readonly Flag[], selection: FlagSelection): readonly Flag[] {
  const { search, tags, sort } = selection;
  const needle = search.toLowerCase();
  const matching = flags.filter(
    ({ config }) =>
      tags.every((tag) => config.tags?.includes(tag)) &&
      (needle === '' ||
        [config.key, config.name, config.description].some((text) =>
          text?.toLowerCase().includes(needle),
        )),
  );
  return sort === 'key' ? matching : matching.sort(inOrder(sort));
}

function inOrder(sort: FlagSort): (a: Flag, b: Flag) => number {
  const descending = sort.startsWith('-');
  const value = valueOf(descending ? (sort.slice(1) as FlagSort) : sort);
  const direction = descending ? -1 : 1;
  return (a, b) => {
    const [left, right] = [value(a), value(b)];
    return left === right ? 0 : left < right ? -direction : direction;
  };
}

function valueOf(sort: FlagSort): (flag: Flag) => string {
  switch (sort) {
    case 'name':
      return ({ config }) => (config.name ?? config.key).toLowerCase();
    case 'createdAt':
      return ({ createdAt }) => createdAt;
    case 'updatedAt':
      return ({ updatedAt }) => updatedAt;
    default:
      return ({ config }) => config.key;
  }
}
