import { type RedisClient, RedisScript } from '@app/platform/redis';
import type { Limits } from './bucket';
import { type Lease, LeaseStore } from './lease.store';

/**
 * GCRA with partial grants, on Redis' own clock. The value is the moment, in microseconds, at which
 * the bucket is full again; it expires by itself then, since absent and full mean the same. A token
 * may take a fraction of a microsecond; the moment is rounded up, once per grant and not per token.
 */
const LEASE = new RedisScript(`
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local per, burst, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local full = tonumber(redis.call('GET', KEYS[1]) or now)
if full < now then full = now end
local most = math.ceil(burst * per)
local free = math.floor((now + most - full) / per)
local granted = math.min(wanted, free, burst)
if granted < 1 then return {0, math.ceil((full + per - most - now) / 1000)} end
local next = full + math.ceil(granted * per)
redis.call('SET', KEYS[1], string.format('%.0f', next), 'PX', math.ceil((next - now) / 1000))
return {granted, 0}`);

/** Tokens of Redis: the bound holds over all processes, plus what each has leased and not used. */
export class RedisLeaseStore extends LeaseStore {
  constructor(private readonly redis: RedisClient) {
    super();
  }

  override async lease(bucket: string, wanted: number, limits: Limits): Promise<Lease> {
    const microsPerToken = 1_000_000 / limits.perSecond;
    const reply = await LEASE.run(this.redis, [bucket], [microsPerToken, limits.burst, wanted]);
    const [granted = 0, retryAfterMs = 0] = reply as number[];
    return { granted, retryAfterMs };
  }
}
