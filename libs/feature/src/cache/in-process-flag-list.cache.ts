import type { Clock } from '@app/kernel';
import type { EnvironmentRepository } from '@app/tenancy';
import QuickLRU from 'quick-lru';
import {
  type CachedList,
  FlagListCache,
  type ListKey,
  type PutOutcome,
} from '../application/flag-list.cache';
import { type FlagList, sameStamp, type Stamp } from '../domain/flag-list';
import { cacheKeys } from './cache-keys';

interface Entry {
  readonly list: FlagList;
  /** Epoch milliseconds. */
  readonly until: number;
}

const MAX_ENVIRONMENTS = 1_000;

/**
 * Flag lists in the memory of this process, where there is no Redis. Another process may have
 * written meanwhile and cannot tell, so each answer is first held against the environment's
 * revision in the database: one look-up by key instead of the whole list.
 */
export class InProcessFlagListCache extends FlagListCache {
  private readonly entries = new QuickLRU<string, Entry>({ maxSize: MAX_ENVIRONMENTS });
  private readonly guards = new QuickLRU<string, Stamp>({ maxSize: MAX_ENVIRONMENTS });

  /** @param ttlMs how long a list may live */
  constructor(
    private readonly environments: Pick<EnvironmentRepository, 'find'>,
    private readonly clock: Clock,
    private readonly ttlMs: number,
  ) {
    super();
  }

  override async find(key: ListKey, held?: Stamp): Promise<CachedList> {
    const name = cacheKeys.list(key);
    const entry = this.entries.get(name);
    if (entry === undefined || entry.until <= this.clock.now()) return { kind: 'miss' };
    const present = await this.environments.find(key.tenantId, key.environment);
    if (present === undefined || !sameStamp(present, entry.list)) return { kind: 'miss' };
    if (held !== undefined && sameStamp(held, entry.list)) return { kind: 'same' };
    return { kind: 'hit', list: entry.list };
  }

  override async put(key: ListKey, list: FlagList): Promise<PutOutcome> {
    const name = cacheKeys.list(key);
    const guard = this.guards.get(name);
    if (guard !== undefined && guard.epoch !== list.epoch) return 'refused';
    if (guard !== undefined && guard.revision > list.revision) return 'stale';
    const { epoch, revision } = list;
    this.guards.set(name, { epoch, revision });
    this.entries.set(name, { list, until: this.clock.now() + this.ttlMs });
    return 'stored';
  }

  override async invalidate(
    key: Pick<ListKey, 'tenant' | 'environment'>,
    { epoch, revision }: Stamp,
  ): Promise<void> {
    const name = cacheKeys.list(key);
    const guard = this.guards.get(name);
    if (guard?.epoch === epoch && guard.revision >= revision) return;
    this.guards.set(name, { epoch, revision });
    this.entries.delete(name);
  }
}
