import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * One measurement by wrk.
 * @param load `{ url, connections, threads?, seconds, headers?, script?, args?, core? }`
 * @returns requests per second, p50 and p99 in milliseconds, and how many answers were no 2xx/3xx
 */
export async function wrk({
  url,
  connections,
  threads = 1,
  seconds,
  headers = {},
  script,
  args = [],
  core,
}) {
  const pinned = core === undefined ? [] : ['-c', `${core}`, 'wrk'];
  const { stdout } = await run(core === undefined ? 'wrk' : 'taskset', [
    ...pinned,
    `-t${threads}`,
    `-c${connections}`,
    `-d${seconds}s`,
    '--latency',
    '--timeout=10s',
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    ...(script === undefined ? [] : ['-s', script]),
    url,
    ...(args.length === 0 ? [] : ['--', ...args]),
  ]);
  return {
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1] ?? 0),
    requests: Number(/(\d+) requests in/.exec(stdout)?.[1] ?? 0),
    p50: milliseconds(/50%\s+([\d.]+)(us|ms|s)/.exec(stdout)),
    p99: milliseconds(/99%\s+([\d.]+)(us|ms|s)/.exec(stdout)),
    failed:
      Number(/Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1] ?? 0) +
      socketErrors(
        /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(stdout),
      ),
  };
}

function milliseconds(match) {
  if (match === null) return Number.NaN;
  return Number(match[1]) * { us: 0.001, ms: 1, s: 1_000 }[match[2]];
}

function socketErrors(match) {
  return match === null ? 0 : match.slice(1).reduce((sum, count) => sum + Number(count), 0);
}
