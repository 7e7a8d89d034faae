import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../management/ports.mjs';
import { startProcess } from '../../management/process.mjs';
import { BOOLEAN, CONTEXT, FLAGS, keyOf, unleashStrategyOf } from '../flags.mjs';

const ADMIN = '*:*.bench-admin-token';
const FRONTEND = 'default:development.bench-frontend-token';
const CLIENT = 'default:development.bench-client-token';
const UNLIMITED = 100_000_000;
const PROGRAM = `
const unleash = require('unleash-server');
unleash.start({ server: { port: Number(process.env.PORT), host: '127.0.0.1' }, logLevel: 'error' });
`;
/** Its frontend API reads the flags anew every ten seconds or so. */
const PATIENCE_MS = 60_000;

/** unleash-server as its documentation starts it, asked over its frontend API. */
export async function startUnleash(databaseUrl, { core }) {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const server = await startProcess({
    name: 'unleash-server',
    args: ['-e', PROGRAM],
    cwd: new URL('..', import.meta.url).pathname,
    url: `${base}/health`,
    core,
    env: {
      PORT: port,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      DATABASE_SSL: 'false',
      INIT_ADMIN_API_TOKENS: ADMIN,
      INIT_FRONTEND_API_TOKENS: FRONTEND,
      INIT_CLIENT_API_TOKENS: CLIENT,
      // Its own limits refuse after so many a minute; what is measured is how fast it answers.
      SDK_API_RATE_LIMIT_PER_MINUTE: UNLIMITED,
      TOKEN_AUTHENTICATION_RATE_LIMIT_PER_MINUTE: UNLIMITED,
      CHECK_VERSION: 'false',
      SEND_TELEMETRY: 'false',
    },
  });
  await makeFlags(`${base}/api/admin/projects/default/features`);
  const frontend = { url: `${base}/api/frontend`, headers: { Authorization: FRONTEND } };
  await untilServed(frontend);
  const client = { url: `${base}/api/client/features`, headers: { Authorization: CLIENT } };
  return { ...server, base, client, ...frontend };
}

async function makeFlags(features) {
  for (let index = 0; index < FLAGS; index += 1) {
    const name = keyOf(index);
    await post(features, { name, type: 'release' });
    const environment = `${features}/${name}/environments/development`;
    await post(`${environment}/strategies`, unleashStrategyOf(index));
    await post(`${environment}/on`, {});
  }
}

async function untilServed({ url, headers }) {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({ context: unleashContext() }),
    });
    const { toggles = [] } = answer.ok ? await answer.json() : {};
    if (toggles.some(({ name }) => name === BOOLEAN)) return;
    await pause(500);
  }
  throw new Error('Unleash does not serve the flags.');
}

export function unleashContext() {
  const { targetingKey: userId, ...properties } = CONTEXT;
  const texts = Object.entries(properties).map(([name, value]) => [name, String(value)]);
  return { userId, properties: Object.fromEntries(texts) };
}

async function post(url, body) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: ADMIN },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
}
