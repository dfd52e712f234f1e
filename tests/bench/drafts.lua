-- wrk: every request is another draft (a number stands in each sentence, so no cache answers), and the percentiles
-- come out as one line of JSON. BODY and TOKEN are set by load.py.
local count = 0
local threads = 0

function setup(thread)
  threads = threads + 1
  -- No run meets the numbers of another one.
  thread:set("first", threads * 1000000000 + os.time() % 100000 * 10000)
end

function request()
  count = count + 1
  local number = tostring(first + count)
  local headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. TOKEN }
  return wrk.format("POST", nil, headers, (BODY:gsub("@@", number)))
end

function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format(
    '{"requests": %d, "us": %d, "failed": %d, "lost": %d, "p50": %.0f, "p95": %.0f, "p99": %.0f}\n',
    summary.requests, summary.duration, e.status, e.connect + e.read + e.write + e.timeout,
    latency:percentile(50), latency:percentile(95), latency:percentile(99)))
end
