import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

import { ROOT } from './project.mjs';

const BIN = join(ROOT, 'node_modules', '.bin');

/** The environment in which `node` and the packages' programs are the project's. */
export function projectEnvironment(more = {}) {
  return { ...process.env, PATH: [BIN, process.env.PATH].join(delimiter), ...more };
}

/** The environment without the project's programs, for what replaces them. */
export function outerEnvironment() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return {
    ...process.env,
    PATH: folders.filter((folder) => !folder.includes('node_modules')).join(delimiter),
  };
}

/**
 * Runs a command quietly and returns `{ ok, output }`, its stdout and stderr together. Never rejects: a command that
 * cannot be found is one that failed.
 */
export function runQuietly(command, args, { env = projectEnvironment(), cwd = ROOT } = {}) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const keep = (piece) => (output += piece);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}
