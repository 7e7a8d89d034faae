import { RedisScript } from '@app/platform/redis';

/**
 * KEYS list, guard · ARGV epoch, revision, list, list TTL ms, guard TTL ms.
 * The guard holds `epoch:revision`, the newest state that anyone has told of.
 */
export const PUT_LIST = new RedisScript(`
local guard = redis.call('GET', KEYS[2])
if guard then
  local epoch, revision = string.match(guard, '^(.*):(%d+)$')
  if epoch ~= ARGV[1] then return 'refused' end
  if tonumber(revision) > tonumber(ARGV[2]) then return 'stale' end
end
redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[4])
redis.call('SET', KEYS[2], ARGV[1] .. ':' .. ARGV[2], 'PX', ARGV[5])
return 'stored'
`);

/**
 * KEYS list, guard · ARGV epoch, revision, guard TTL ms.
 * Told again of what it knows already (the relay repeats every invalidation) it keeps a list that is new enough.
 */
export const INVALIDATE_LIST = new RedisScript(`
local guard = redis.call('GET', KEYS[2])
local known = -1
if guard then
  local epoch, revision = string.match(guard, '^(.*):(%d+)$')
  if epoch == ARGV[1] then known = tonumber(revision) end
end
if known < tonumber(ARGV[2]) then
  redis.call('SET', KEYS[2], ARGV[1] .. ':' .. ARGV[2], 'PX', ARGV[3])
  return redis.call('DEL', KEYS[1])
end
return 0
`);
