import type { RedisClient } from '@app/platform/redis';
import {
  type CachedList,
  FlagListCache,
  type ListKey,
  type PutOutcome,
} from '../application/flag-list.cache';
import { type FlagList, sameStamp, type Stamp } from '../domain/flag-list';
import { cacheKeys } from './cache-keys';
import { fromDocument, STAMP_BYTES, stampOf, toDocument } from './flag-list.document';
import { INVALIDATE_LIST, PUT_LIST } from './list-scripts';

/** Outlives any reader that began before the write: an hour is more than any statement is given. */
const GUARD_TTL_MS = 3_600_000;
/** A list longer than this is read from the database each time it changes rather than carried through Redis. */
const LONGEST_LIST_BYTES = 8_388_608;

/** Flag lists in Redis, shared by all processes; Redis' own clock ends their life. */
export class RedisFlagListCache extends FlagListCache {
  /** @param ttlMs how long a list may live */
  constructor(
    private readonly redis: RedisClient,
    private readonly ttlMs: number,
  ) {
    super();
  }

  override async find(key: ListKey, held?: Stamp): Promise<CachedList> {
    const name = cacheKeys.list(key);
    if (held !== undefined) {
      const stamp = stampOf(await this.redis.getrange(name, 0, STAMP_BYTES - 1));
      if (stamp === undefined) return { kind: 'miss' };
      if (sameStamp(stamp, held)) return { kind: 'same' };
    }
    const text = await this.redis.get(name);
    if (text === null || stampOf(text) === undefined) return { kind: 'miss' };
    return { kind: 'hit', list: fromDocument(text) };
  }

  override async put(key: ListKey, list: FlagList): Promise<PutOutcome> {
    const text = toDocument(list);
    if (text.length > LONGEST_LIST_BYTES) return 'refused';
    const outcome = await PUT_LIST.run(
      this.redis,
      [cacheKeys.list(key), cacheKeys.guard(key)],
      [list.epoch, list.revision, text, this.ttlMs, GUARD_TTL_MS],
    );
    return outcome as PutOutcome;
  }

  override async invalidate(
    key: Pick<ListKey, 'tenant' | 'environment'>,
    committed: Stamp,
  ): Promise<void> {
    await INVALIDATE_LIST.run(
      this.redis,
      [cacheKeys.list(key), cacheKeys.guard(key)],
      [committed.epoch, committed.revision, GUARD_TTL_MS],
    );
  }
}
