import type { Snapshot } from '@app/flag-engine';
import { type RedisClient, RedisScript } from '@app/platform/redis';
import { type EnvironmentRef, type Position, supersedes } from './environment-ref';
import { SnapshotCache } from './snapshot.cache';

const TTL_S = 86_400;
/** A larger one is read from the database: moving it through Redis would block both ends. */
const LARGEST_CHARACTERS = 16_000_000;

/** Keeps the snapshot unless one of the same epoch and a higher revision is there. */
const OFFER = new RedisScript(`
local present = redis.call('HMGET', KEYS[1], 'epoch', 'revision')
if present[1] == ARGV[1] and tonumber(present[2]) >= tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'revision', ARGV[2], 'snapshot', ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[4])
return 1`);

/** Snapshots in Redis. It may fail at any time: then the database is read. */
export class RedisSnapshotCache extends SnapshotCache {
  constructor(private readonly redis: RedisClient) {
    super();
  }

  override async find(
    environment: EnvironmentRef,
    position?: Position,
  ): Promise<Snapshot | undefined> {
    try {
      const text = await this.redis.hget(keyOf(environment), 'snapshot');
      if (text === null) return undefined;
      const snapshot = JSON.parse(text) as Snapshot;
      return position === undefined || !supersedes(position, snapshot) ? snapshot : undefined;
    } catch {
      return undefined;
    }
  }

  override async offer(environment: EnvironmentRef, snapshot: Snapshot): Promise<void> {
    const text = JSON.stringify(snapshot);
    if (text.length > LARGEST_CHARACTERS) return;
    try {
      await OFFER.run(
        this.redis,
        [keyOf(environment)],
        [snapshot.epoch, snapshot.revision, text, TTL_S],
      );
    } catch {
      // The next process reads the database, as this one did.
    }
  }
}

function keyOf({ tenantId, environmentId }: EnvironmentRef): string {
  return `snapshot:{${tenantId}}:${environmentId}`;
}
