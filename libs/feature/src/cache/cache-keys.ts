import type { ListKey } from '../application/flag-list.cache';

/** Redis keys of a flag list. Their one author: whoever deletes a key names the same one as who wrote it. */
export const cacheKeys = {
  /** The raw list: `features:zebra:dev`. */
  list({ tenant, environment }: Pick<ListKey, 'tenant' | 'environment'>): string {
    return `features:${tenant}:${environment}`;
  },

  /** What a late reader is compared with. The braces put it into the list's cluster slot. */
  guard(key: Pick<ListKey, 'tenant' | 'environment'>): string {
    return `rev:{${cacheKeys.list(key)}}`;
  },
};
