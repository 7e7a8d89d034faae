-- Sends one body over and over. Arguments: the body, and (optional) the milliseconds that each
-- connection thinks between two requests, on average.
local think = 0

function init(args)
  wrk.method = "POST"
  wrk.body = args[1]
  wrk.headers["Content-Type"] = "application/json"
  think = tonumber(args[2]) or 0
  if think == 0 then delay = nil end
  math.randomseed(os.time())
end

-- Whole milliseconds only, so they are drawn around the mean.
function delay()
  local whole = math.floor(think)
  if math.random() < think - whole then return whole + 1 end
  return whole
end
