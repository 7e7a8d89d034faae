-- Each thread (one connection) changes one flag in an environment of its own, on and off in turn,
-- so that every request is a real change: a version, a revision and an audit event.
-- Arguments: the environments, one per thread.
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init(args)
  environment = args[number]
  enabled = false
end

function request()
  enabled = not enabled
  local body = string.format(
    '{"tenant":"bench","env":"%s","key":"flag-000","enabled":%s,"strategy":{"type":"percentage","percentage":30}}',
    environment, tostring(enabled))
  return wrk.format("POST", nil, { ["Content-Type"] = "application/json", ["Authorization"] = wrk.headers["Authorization"] }, body)
end
