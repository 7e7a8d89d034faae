import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { NODE, ROOT, runTool } from './project.mjs';
import { projectEnvironment } from './run-command.mjs';

// `npm run start:dev`: the API, compiled and started again at every change. The console as it was built last; with
// reload it is served by `npm run web:dev`.
await runTool(async () => {
  await ensureInstalled();
  await ensureBuilt(['console']);
  const nest = join(ROOT, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  const child = spawn(NODE, [nest, 'start', 'api', '--watch', '--preserveWatchOutput'], {
    cwd: ROOT,
    stdio: 'inherit',
    env: projectEnvironment(),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
});
