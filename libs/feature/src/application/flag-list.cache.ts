import type { EnvironmentName, TenantSlug } from '@app/kernel';
import type { FlagList, Stamp } from '../domain/flag-list';

/** The environment whose list is meant. */
export interface ListKey {
  readonly tenant: TenantSlug;
  readonly tenantId: string;
  readonly environment: EnvironmentName;
}

/** What the cache has: nothing; the list that the asker holds already; or another one. */
export type CachedList =
  | { readonly kind: 'miss' }
  | { readonly kind: 'same' }
  | { readonly kind: 'hit'; readonly list: FlagList };

/** `stale`: a newer revision is known, the list must be read again. `refused`: not kept, but as good as any. */
export type PutOutcome = 'stored' | 'stale' | 'refused';

/**
 * Keeps the flag list of each environment for a while. Whatever the order in which readers and
 * writers arrive, an older list never replaces a newer one. Every method may fail by throwing;
 * callers then do without.
 */
export abstract class FlagListCache {
  /** @param held what the asker has already: it is not sent again */
  abstract find(key: ListKey, held?: Stamp): Promise<CachedList>;

  abstract put(key: ListKey, list: FlagList): Promise<PutOutcome>;

  /** Forgets every list older than `committed`, and takes none of them any more. */
  abstract invalidate(
    key: Pick<ListKey, 'tenant' | 'environment'>,
    committed: Stamp,
  ): Promise<void>;
}
