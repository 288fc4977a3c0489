-- One kind of request to many accounts, at random. Arguments after "--": method, path before the id, path after it, how many
-- accounts, the file with the token, the body (empty for none). Prints one line that the benchmark reads.

local requests = {}

-- More would take longer to put together than they are sent, and a gigabyte.
local PREPARED_MAX = 100000

function setup(thread)
   number = (number or 0) + 1
   thread:set("number", number)
end

function init(arguments)
   local method, before, after = arguments[1], arguments[2], arguments[3]
   local accounts, body = tonumber(arguments[4]), arguments[6]
   local file = assert(io.open(arguments[5]))
   local headers = {["Authorization"] = "Bearer " .. file:read("*l"), ["Content-Type"] = "application/json"}
   file:close()
   -- Other accounts in each round: the same ones would soon be all in the service's memory, however many there are.
   math.randomseed(os.time() * 64 + number)
   -- Put together now: the machine's cores are the service's while it is measured.
   for i = 1, math.min(accounts, PREPARED_MAX) do
      local account = accounts <= PREPARED_MAX and i or math.random(accounts)
      local path = string.format("%s00000000-0000-4000-8000-%012d%s", before, account, after)
      requests[i] = wrk.format(method, path, headers, body ~= "" and body or nil)
   end
end

function request()
   return requests[math.random(#requests)]
end

function done(summary, latency, all)
   local errors = summary.errors
   io.write(string.format(
      "daybook requests=%d micros=%d refused=%d failed=%d p50=%d p99=%d\n",
      summary.requests, summary.duration, errors.status,
      errors.connect + errors.read + errors.write + errors.timeout,
      latency:percentile(50), latency:percentile(99)))
end
