/**
 * What `takePermits` does in SQL (`db/queries/limits.ts`), for one subject in Redis: a hash of how many permits end at each
 * moment. Redis runs a script alone and at once, so that instances never give the same permit twice. Answers what was granted, and
 * then moments and counts in turn. Times are milliseconds since 1970 by the clock of who asks.
 */
export const TAKE_SCRIPT = `
local now, finish = tonumber(ARGV[1]), tonumber(ARGV[2])
local waiting, spare = tonumber(ARGV[3]), tonumber(ARGV[4])
local backEnd, backCount = tonumber(ARGV[5]), tonumber(ARGV[6])
local ttl = tonumber(ARGV[7])

local longest = 0
for i = 8, #ARGV, 2 do longest = math.max(longest, tonumber(ARGV[i])) end

local counts, moments = {}, {}
local kept = redis.call('HGETALL', KEYS[1])
for i = 1, #kept, 2 do
  local at, count = tonumber(kept[i]), tonumber(kept[i + 1])
  if at == backEnd then count = count - backCount end
  if at > now - longest and count > 0 then
    counts[at] = count
    moments[#moments + 1] = at
  else
    redis.call('HDEL', KEYS[1], kept[i])
  end
end

local free
for i = 8, #ARGV, 2 do
  local used = 0
  for _, at in ipairs(moments) do
    if at > now - tonumber(ARGV[i]) then used = used + counts[at] end
  end
  local room = tonumber(ARGV[i + 1]) - used
  if free == nil or room < free then free = room end
end

-- Others get their share of what is left: a lease takes no more than an eighth of it.
local lease = math.max(0, math.min(spare, math.floor((free - waiting) / 8)))
local granted = math.max(0, math.min(free, waiting + lease))
if granted > 0 then
  if counts[finish] == nil then
    counts[finish] = 0
    moments[#moments + 1] = finish
  end
  counts[finish] = counts[finish] + granted
end

table.sort(moments)
local answer = { granted }
for _, at in ipairs(moments) do
  answer[#answer + 1] = at
  answer[#answer + 1] = counts[at]
end
if granted > 0 then redis.call('HSET', KEYS[1], string.format('%.0f', finish), string.format('%.0f', counts[finish])) end
if backCount > 0 and counts[backEnd] ~= nil and backEnd ~= finish then
  redis.call('HSET', KEYS[1], string.format('%.0f', backEnd), string.format('%.0f', counts[backEnd]))
end
redis.call('PEXPIRE', KEYS[1], ttl)
return answer
`
