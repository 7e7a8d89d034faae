import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { runTool } from './project.mjs';
import { runApi } from './run-api.mjs';

// `npm start`: from a fresh clone to a running service. What is already installed and built stays.
await runTool(async () => {
  await ensureInstalled();
  await ensureBuilt();
  runApi('main.js');
});
