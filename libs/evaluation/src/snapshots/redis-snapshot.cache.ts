import { Logger } from '@nestjs/common';
import type { Snapshot } from '@app/flag-engine';
import { type RedisClient, RedisScript } from '@app/platform/redis';
import type { EnvironmentRef, Position } from './environment-ref';
import { SnapshotCache } from './snapshot.cache';

const TTL_S = 86_400;
/** Larger ones are read from the database: moving them through Redis would block both ends. */
const LARGEST_CHARACTERS = 16_000_000;
const MOST_FLAGS = 30_000;

/** Keeps the snapshot unless one of the same epoch and a higher revision is there. */
const OFFER = new RedisScript(`
local present = redis.call('HMGET', KEYS[1], 'epoch', 'revision')
if present[1] == ARGV[1] and tonumber(present[2]) > tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'revision', ARGV[2], 'snapshot', ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[4])
return 1`);

/** Snapshots in Redis. It may fail at any time: then the database is read. */
export class RedisSnapshotCache extends SnapshotCache {
  private readonly logger = new Logger(RedisSnapshotCache.name);

  constructor(private readonly redis: RedisClient) {
    super();
  }

  override async find(environment: EnvironmentRef): Promise<Snapshot | undefined> {
    try {
      const text = await this.redis.hget(keyOf(environment), 'snapshot');
      return text === null ? undefined : (JSON.parse(text) as Snapshot);
    } catch (error) {
      this.logger.debug({ err: error }, 'No snapshot from Redis');
      return undefined;
    }
  }

  override async remove(environment: EnvironmentRef): Promise<void> {
    try {
      await this.redis.del(keyOf(environment));
    } catch (error) {
      this.logger.debug({ err: error }, 'A snapshot was not removed from Redis; it expires');
    }
  }

  override async offer(environment: EnvironmentRef, snapshot: Snapshot): Promise<void> {
    const key = keyOf(environment);
    const { epoch, revision, flags } = snapshot;
    if (flags.length > MOST_FLAGS) return;
    try {
      if (await this.has(key, snapshot)) return;
      const text = JSON.stringify(snapshot);
      if (text.length > LARGEST_CHARACTERS) return;
      await OFFER.run(this.redis, [key], [epoch, revision, text, TTL_S]);
    } catch (error) {
      // The next process reads the database, as this one did.
      this.logger.debug({ err: error }, 'A snapshot was not kept in Redis');
    }
  }

  /** Whether another process has brought it already: the snapshot need not be sent to find out. */
  private async has(key: string, { epoch, revision }: Position): Promise<boolean> {
    const [presentEpoch, present] = await this.redis.hmget(key, 'epoch', 'revision');
    return presentEpoch === epoch && Number(present) >= revision;
  }
}

function keyOf({ tenantId, environmentId }: EnvironmentRef): string {
  return `snapshot:{${tenantId}}:${environmentId}`;
}
