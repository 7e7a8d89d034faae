import { RedisScript } from '@app/platform/redis';

/**
 * A bucket of attempts, refilled by Redis' clock so that processes need not agree on the time.
 * ARGV: attempts to take (negative: give back), burst, milliseconds per attempt.
 * Answers milliseconds to wait; 0: taken. An untouched bucket expires when it would be full.
 */
export const TAKE_ATTEMPT = new RedisScript(`
local take = tonumber(ARGV[1])
local burst = tonumber(ARGV[2])
local refill = tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local bucket = redis.call('HMGET', KEYS[1], 'attempts', 'at')
local attempts = burst
if bucket[1] then
  local elapsed = math.max(0, now - tonumber(bucket[2]))
  attempts = math.min(burst, tonumber(bucket[1]) + elapsed / refill)
end
if attempts < take then
  return math.ceil((take - attempts) * refill)
end
attempts = math.min(burst, attempts - take)
redis.call('HSET', KEYS[1], 'attempts', tostring(attempts), 'at', now)
redis.call('PEXPIRE', KEYS[1], math.ceil((burst - attempts) * refill) + 1000)
return 0
`);
