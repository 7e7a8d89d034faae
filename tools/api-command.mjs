import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { runTool } from './project.mjs';
import { runApi } from './run-api.mjs';

// `node tools/api-command.mjs migrate [arguments]`: runs dist/apps/api/src/cli/migrate.js, built if its sources changed.
await runTool(async () => {
  const [name, ...args] = process.argv.slice(2);
  await ensureInstalled();
  await ensureBuilt(['api']);
  runApi(`cli/${name}.js`, args);
});
