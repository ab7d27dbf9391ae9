import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Load {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Answers other than 2xx and 3xx, and broken connections. */
  errors: number;
}

export interface Target {
  url: string;
  /** Asked for in turn. */
  paths: readonly string[];
  encoding: 'gzip' | 'identity';
}

/** Loads a target with wrk over kept connections for `seconds`; every request asks for the next path. */
export function load(folder: string, target: Target, { seconds = 5, connections = 50 } = {}): Load {
  const script = path.join(folder, 'requests.lua');
  writeFileSync(
    script,
    `local requests, at = {}, 0
local headers = { ["Accept-Encoding"] = "${target.encoding}" }
function init()
  for _, path in ipairs({ ${target.paths.map((at) => JSON.stringify(at)).join(', ')} }) do
    requests[#requests + 1] = wrk.format("GET", path, headers)
  end
end
function request() at = at % #requests + 1; return requests[at] end
function done(summary, latency)
  local e = summary.errors
  io.write(string.format('{"requests":%d,"us":%d,"p50":%d,"p99":%d,"errors":%d}\\n', summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
end
`,
  );
  const done = spawnSync('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script, target.url], {
    encoding: 'utf8',
  });
  const line = done.stdout?.split('\n').find((text) => text.startsWith('{"requests"'));
  if (!line) throw new Error(`wrk failed: ${done.error?.message ?? done.stderr}`);
  const { requests, us, p50, p99, errors } = JSON.parse(line);
  return { requestsPerSecond: Math.round(requests / (us / 1e6)), p50Ms: p50 / 1000, p99Ms: p99 / 1000, errors };
}

/** The run with the median throughput: one figure of a shared machine means little. */
export function medianOf(runs: readonly Load[]): Load {
  const sorted = runs.toSorted((a, b) => a.requestsPerSecond - b.requestsPerSecond);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error('No runs');
  return middle;
}
