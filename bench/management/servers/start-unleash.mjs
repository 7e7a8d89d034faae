import { freePort } from '../ports.mjs';
import { startProcess } from '../process.mjs';

const TOKEN = '*:*.bench-admin-token';
const FLAGS = 100;
const headers = { 'Content-Type': 'application/json', Authorization: TOKEN };
const PROGRAM = `
const unleash = require('unleash-server');
unleash.start({ server: { port: Number(process.env.PORT), host: '127.0.0.1' }, logLevel: 'error' });
`;

/** unleash-server as its documentation starts it, with 100 flags that have a 30 % rollout in "development". */
export async function startUnleash(databaseUrl, { seed = true } = {}) {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const server = await startProcess({
    name: 'unleash-server',
    args: ['-e', PROGRAM],
    cwd: new URL('..', import.meta.url).pathname,
    url: `${base}/health`,
    env: {
      PORT: port,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      DATABASE_SSL: 'false',
      INIT_ADMIN_API_TOKENS: TOKEN,
      CHECK_VERSION: 'false',
      SEND_TELEMETRY: 'false',
    },
  });
  const features = `${base}/api/admin/projects/default/features`;
  if (seed) await makeFlags(features);
  return { ...server, base, list: features, headers: { Authorization: TOKEN } };
}

async function makeFlags(features) {
  for (let index = 0; index < FLAGS; index += 1) {
    const name = `flag-${String(index).padStart(3, '0')}`;
    await post(features, {
      name,
      type: 'release',
      description: `Flag ${index} of the measurement`,
    });
    await post(`${features}/${name}/environments/development/strategies`, {
      name: 'flexibleRollout',
      parameters: { rollout: '30', stickiness: 'default', groupId: name },
      constraints: [],
    });
  }
}

async function post(url, body) {
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
}
