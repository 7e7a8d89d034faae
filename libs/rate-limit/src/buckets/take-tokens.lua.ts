/**
 * One bucket is one string, "micros:ticks": the moment at which it will be full (see `Arrival`).
 * The same arithmetic as domain/arrival.ts, in one step, on Redis' clock, so that API processes
 * need not agree on the time. Only whole numbers below 2^53, which Lua's doubles hold exactly;
 * `%.0f` because Lua's own conversion keeps 14 digits. A refusal writes nothing. The key lives
 * until the bucket is full, rounded up, since a full bucket is the same as none.
 *
 * KEYS[1] bucket; ARGV: ticks per token, ticks per microsecond, capacity, cost.
 * Returns { 1 = allowed, debt in ticks }.
 */
export const TAKE_TOKENS = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local token, micro, capacity, cost =
  tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local full = capacity * token
local debt = 0
local stored = redis.call('GET', KEYS[1])
if stored then
  local micros, ticks = string.match(stored, '^(%d+):(%d+)$')
  if micros then debt = (tonumber(micros) - now) * micro + tonumber(ticks) end
  if debt < 0 then debt = 0 end
  if debt > full then debt = full end
end
local after = debt + cost * token
if after > full then return { 0, debt } end
local ticks = after % micro
local lasts = (after - ticks) / micro
redis.call('SET', KEYS[1], string.format('%.0f:%.0f', now + lasts, ticks),
  'PX', math.ceil((lasts + 1) / 1000))
return { 1, after }
`;
