import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { alone } from './lock.mjs';
import { NODE, progress, ROOT, secondsSince, StepFailed } from './project.mjs';
import { outerEnvironment, runQuietly } from './run-command.mjs';

/**
 * Installs the dependencies with `npm ci` unless exactly those of the lock file are there.
 * @throws StepFailed with npm's words
 */
export async function ensureInstalled() {
  if (!isInstalled()) await alone(install);
}

async function install() {
  // Another process may have done it while this one waited.
  if (isInstalled()) return;
  const start = performance.now();
  progress('install', 'dependencies, by npm ci (about a minute the first time) …');
  const args = [
    'ci',
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--no-progress',
    '--loglevel=error',
  ];
  const { ok, output } = await runQuietly('npm', args, { env: outerEnvironment() });
  if (!ok) throw new StepFailed(`${output.trim()}\n\nnpm ci failed; the reason is above.`);
  if (!existsSync(NODE)) {
    throw new StepFailed(
      'The package "node" has no program. npm must be allowed to run install scripts (ignore-scripts=false).',
    );
  }
  progress('install', `done in ${secondsSince(start)}`);
}

/** npm writes its list of what is installed last, so a list that agrees with the lock file means a complete install. */
function isInstalled() {
  const installed = packagesOf(join(ROOT, 'node_modules', '.package-lock.json'));
  const wanted = packagesOf(join(ROOT, 'package-lock.json'));
  if (installed === undefined || wanted === undefined || !existsSync(NODE)) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    return installed[path] === undefined ? optional === true : installed[path].version === version;
  });
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
