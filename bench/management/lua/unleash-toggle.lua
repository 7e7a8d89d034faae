-- Each thread (one connection) turns a flag of its own on and off in turn, in "development".
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init(args)
  enabled = false
end

function request()
  enabled = not enabled
  local path = string.format(
    "/api/admin/projects/default/features/flag-%03d/environments/development/%s",
    number, enabled and "on" or "off")
  return wrk.format("POST", path, { ["Content-Type"] = "application/json", ["Authorization"] = wrk.headers["Authorization"] }, "{}")
end
