-- Asks for somebody else each time: one flag after the other and, once in so many requests, all of
-- them. Arguments: how many flags there are, and how many requests make one for all.
local flags, whole = 1, 100
local asked = 0

local plans = { "free", "pro", "team", "enterprise" }
local countries = { "AT", "CH", "DE", "FR", "IT", "PL", "US" }
local context = '{"context":{"targetingKey":"user-%09d","plan":"%s","country":"%s",'
  .. '"appVersion":"%d.%d.0","age":%d,"email":"someone-%09d@example.com","beta":true}}'

function init(args)
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  flags, whole = tonumber(args[1]), tonumber(args[2])
  math.randomseed(os.time())
end

function request()
  asked = asked + 1
  local user = math.random(0, 999999999)
  local body = context:format(user, plans[math.random(#plans)], countries[math.random(#countries)],
    math.random(1, 9), math.random(0, 30), math.random(1, 99), user)
  if asked % whole == 0 then return wrk.format(nil, nil, nil, body) end
  return wrk.format(nil, wrk.path .. string.format("/flag-%03d", asked % flags), nil, body)
end
