import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 5;
const START_LIMIT_MS = 120_000;

/**
 * Starts a Node program and waits until `url` answers 200. With `core` it runs on that core alone.
 * @returns the time that took in seconds, by the clock and of the processor, the resident memory in MB on demand, and a way to end it
 */
export async function startProcess({ name, args, cwd, env, url, core }) {
  const began = performance.now();
  const [program, ...before] =
    core === undefined ? [process.execPath] : ['taskset', '-c', `${core}`, process.execPath];
  const child = spawn(program, [...before, ...args], {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk) => (output = (output + chunk).slice(-4_000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise((resolve) => child.once('exit', resolve));

  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`${name} ended while starting:\n${output}`);
    if (performance.now() - began > START_LIMIT_MS) {
      child.kill('SIGKILL');
      throw new Error(`${name} did not answer ${url}:\n${output}`);
    }
    await pause(POLL_MS);
  }
  return {
    name,
    pid: child.pid,
    startSeconds: (performance.now() - began) / 1_000,
    startCpuSeconds: cpuSeconds(child.pid),
    rssMb: () => residentMb(child.pid),
    cpuSeconds: () => cpuSeconds(child.pid),
    output: () => output,
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await ended;
      clearTimeout(timer);
    },
  };
}

async function answers(url) {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(1_000) });
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false;
  }
}

/** Resident memory of one process (Linux), its children not included. */
function residentMb(pid) {
  const kb = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kb) / 1_024;
}

/** Processor time used so far, user and system together. */
function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
