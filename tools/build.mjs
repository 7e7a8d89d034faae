import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { fingerprint } from './fingerprint.mjs';
import { ensureInstalled } from './install.mjs';
import { alone } from './lock.mjs';
import { NODE, progress, ROOT, runTool, secondsSince, StepFailed } from './project.mjs';
import { runQuietly } from './run-command.mjs';

const COMMON = ['package-lock.json', 'tsconfig.json'];

/** What is built, out of what, and which file shows that it is there. */
const TARGETS = {
  api: {
    sources: [...COMMON, 'tsconfig.build.json', 'nest-cli.json', 'apps/api/src', 'libs'],
    command: [join(ROOT, 'node_modules/@nestjs/cli/bin/nest.js'), 'build', 'api'],
    outputs: ['dist/apps', 'dist/libs', 'dist/.compile-cache'],
    proof: 'dist/apps/api/src/main.js',
  },
  console: {
    sources: [...COMMON, 'apps/web', 'libs/kernel', 'libs/flag-engine', 'apps/api/openapi.json'],
    command: [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', 'apps/web'],
    outputs: ['dist/web'],
    proof: 'dist/web/index.html',
  },
};

/**
 * Builds what is older than its sources, all at once.
 * @param names of TARGETS; all of them unless given
 * @throws StepFailed with the compiler's words
 */
export async function ensureBuilt(names = Object.keys(TARGETS)) {
  if (names.every(isFresh)) return;
  await alone(() => buildStale(names));
}

async function buildStale(names) {
  const stale = names.filter((name) => !isFresh(name));
  if (stale.length === 0) return;
  const start = performance.now();
  progress('build', `${stale.join(' and ')} …`);
  await Promise.all(stale.map(build));
  progress('build', `done in ${secondsSince(start)}`);
}

/** The stamp is of the sources as they were before the build: what is edited meanwhile is built next time. */
async function build(name) {
  const { command, outputs, sources } = TARGETS[name];
  const stamp = fingerprint(sources);
  for (const output of outputs) rmSync(join(ROOT, output), { recursive: true, force: true });
  rmSync(stampFile(name), { force: true });
  const { ok, output } = await runQuietly(NODE, command);
  if (!ok)
    throw new StepFailed(
      `${output.trim()}\n\nThe build of the ${name} failed; the reason is above.`,
    );
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  writeFileSync(stampFile(name), stamp);
}

function isFresh(name) {
  const { proof, sources } = TARGETS[name];
  if (!existsSync(join(ROOT, proof)) || !existsSync(stampFile(name))) return false;
  return readFileSync(stampFile(name), 'utf8') === fingerprint(sources);
}

function stampFile(name) {
  return join(ROOT, 'dist', `.${name}.stamp`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runTool(async () => {
    await ensureInstalled();
    await ensureBuilt();
  });
}
