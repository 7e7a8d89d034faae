import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { ensureInstalled } from './install.mjs';
import { NODE, ROOT, runTool } from './project.mjs';
import { provision } from './provision/provision.mjs';
import { projectEnvironment } from './run-command.mjs';

/** The normal tests compare a part of these. */
const PAIRS = process.argv[2] ?? '100000';

/** Compares the answers of SDK, OFREP and explanation for so many random flags and contexts; some six minutes. */
await runTool(async () => {
  await ensureInstalled();
  await provision();
  const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const parameters = ['--selectProjects', 'e2e', '--', 'apps/api/test/sdk-server-differential'];
  const { status } = spawnSync(
    NODE,
    ['--experimental-vm-modules', '--no-warnings', jest, ...parameters],
    { cwd: ROOT, stdio: 'inherit', env: { ...projectEnvironment(), DIFFERENTIAL_PAIRS: PAIRS } },
  );
  process.exitCode = status ?? 1;
});
