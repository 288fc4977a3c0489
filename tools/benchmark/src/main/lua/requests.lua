-- One kind of request to many accounts, at random. Arguments after "--": method, path before the id, path after it, how many
-- accounts, the file with the token, the body (empty for none), how many a second a thread sends (0 for as fast as it goes).
-- Prints one line that the benchmark reads.

local requests = {}

-- More would take longer to put together than they are sent, and a gigabyte.
local PREPARED_MAX = 100000

-- What is late by more than this many seconds is left out.
local LATE_MAX = 0.1

-- Gives each request the next place in time, and answers for how many milliseconds to wait for it.
local function paced(per_second)
   local ffi = require("ffi")
   ffi.cdef("typedef struct { long seconds; long micros; } moment; int gettimeofday(moment *now, void *zone);")
   local moment = ffi.new("moment")
   local place = 0
   return function()
      ffi.C.gettimeofday(moment, nil)
      local now = tonumber(moment.seconds) + tonumber(moment.micros) / 1e6
      place = math.max(place + 1 / per_second, now - LATE_MAX)
      return math.max(0, math.floor((place - now) * 1000 + 0.5))
   end
end

function setup(thread)
   number = (number or 0) + 1
   thread:set("number", number)
end

function init(arguments)
   local method, before, after = arguments[1], arguments[2], arguments[3]
   local accounts, body = tonumber(arguments[4]), arguments[6]
   local per_second = tonumber(arguments[7])
   local file = assert(io.open(arguments[5]))
   local headers = {["Authorization"] = "Bearer " .. file:read("*l"), ["Content-Type"] = "application/json"}
   file:close()
   -- Other accounts in each round: the same ones would soon be all in the service's memory, however many there are.
   math.randomseed(os.time() * 64 + number)
   if per_second > 0 then
      -- wrk looks for a function of this name.
      delay = paced(per_second)
   end
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
