-- Asks for one of many flags, a random one each time. Arguments: the body, and how many there are.
local flags = 1

function init(args)
  wrk.method = "POST"
  wrk.body = args[1]
  wrk.headers["Content-Type"] = "application/json"
  flags = tonumber(args[2])
  math.randomseed(os.time())
end

function request()
  return wrk.format(nil, wrk.path .. string.format("/many-%06d", math.random(0, flags - 1)))
end
