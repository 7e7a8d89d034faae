import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { NODE, progress, ROOT, runTool, secondsSince } from './project.mjs';
import { provision } from './provision/provision.mjs';
import { projectEnvironment } from './run-command.mjs';
import { summarise } from './test-summary.mjs';

const WORKERS = 2;
const JEST = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');

// `npm test [-- arguments of Jest]`: everything, from a fresh clone; one project of jest.config.js with `--only=int`.
// The last line is always `N passed, N failed`.
const only = process.argv.find((arg) => arg.startsWith('--only='))?.slice('--only='.length);
const jestArguments = process.argv.slice(2).filter((arg) => !arg.startsWith('--only='));
let closing = '0 passed, 1 failed';
await runTool(async () => {
  await prepare();
  const start = performance.now();
  const { passed, failed, lines } = summarise(await runJest(), {
    strict: process.env.CI === 'true',
  });
  progress('tests', `done in ${secondsSince(start)}`);
  for (const line of lines) console.log(line);
  if (passed + failed === 0) console.log('No test was run, which is a failure.');
  closing = `${passed} passed, ${failed} failed`;
  if (failed > 0 || passed === 0) process.exitCode = 1;
});
console.log(closing);

/** Pure specs need no servers and nothing built. */
async function prepare() {
  await ensureInstalled();
  if (only === 'unit') return;
  await ensureBuilt();
  await provision();
}

/** Jest's report; one of a single failure when Jest itself did not get to the end. */
async function runJest() {
  const folder = mkdtempSync(join(tmpdir(), 'toggle-test-report-'));
  const file = join(folder, 'report.json');
  try {
    await runToTheEnd([
      '--experimental-vm-modules',
      '--no-warnings',
      JEST,
      `--maxWorkers=${WORKERS}`,
      '--json',
      `--outputFile=${file}`,
      ...jestArguments,
      // Last, because it takes all that follows it.
      ...(only === undefined ? [] : ['--selectProjects', only]),
    ]);
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    const message = 'Jest ended without a report; the reason is above.';
    return {
      testResults: [
        { name: join(ROOT, 'jest.config.js'), message, status: 'failed', assertionResults: [] },
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Jest gets our signals. It need not clean up: every server it started ends with it. */
function runToTheEnd(nodeArguments) {
  return new Promise((resolve) => {
    // Its JSON goes to the file; what it says on stdout as well is for machines and not shown.
    const jest = spawn(NODE, nodeArguments, {
      cwd: ROOT,
      stdio: ['inherit', 'ignore', 'inherit'],
      env: projectEnvironment(),
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
      process.on(signal, () => jest.kill(signal));
    jest.on('exit', resolve);
  });
}
