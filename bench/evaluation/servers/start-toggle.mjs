import { existsSync } from 'node:fs';
import { freePort } from '../../management/ports.mjs';
import { startProcess } from '../../management/process.mjs';

const ROOT = new URL('../../..', import.meta.url).pathname;
const MAIN = 'dist/apps/api/src/main.js';
export const TENANT = 'bench';
const PASSWORD = 'correct-horse-battery-9-staple';
const WIDE = 10_000_000;

/**
 * One process of the service with production settings. Limits are so wide that they never refuse,
 * but they are counted.
 */
export async function startToggle({ databaseUrl, redisUrl, core, nodeArgs = [], env = {} }) {
  if (!existsSync(`${ROOT}${MAIN}`)) throw new Error('Build first: npm run build');
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const server = await startProcess({
    name: 'toggle-service',
    args: [...nodeArgs, MAIN],
    cwd: ROOT,
    core,
    url: `${base}/health/ready`,
    env: {
      PORT: port,
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      MIGRATE_ON_START: 'true',
      JWT_SECRET: 'a-secret-of-the-benchmark-and-of-nothing-else',
      RATE_LIMIT_BURST: WIDE,
      RATE_LIMIT_SUSTAINED_PER_SEC: 1_000_000,
      EVALUATION_RATE_LIMIT_BURST: WIDE,
      EVALUATION_RATE_LIMIT_SUSTAINED_PER_SEC: WIDE,
      SHUTDOWN_DELAY_MS: 0,
      ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
      ...env,
    },
  });
  return { ...server, base };
}

/** Registers a tenant (or logs it in) and answers what management requests carry. */
export async function logIn(base, tenant = TENANT) {
  const credentials = { tenant, password: PASSWORD };
  await fetch(`${base}/auth/register`, json(credentials)).then((answer) => answer.arrayBuffer());
  const { token } = await send(`${base}/auth/login`, credentials);
  return { Authorization: `Bearer ${token}` };
}

/** @returns the secret of a new API key */
export async function makeKey(base, session, env = 'dev', scope = 'evaluate:server') {
  const wanted = { tenant: TENANT, env, name: `bench ${scope}`, scope };
  return (await send(`${base}/api-keys`, wanted, session)).secret;
}

export function putFlag(base, session, { tenant = TENANT, env = 'dev', ...flag }) {
  return send(`${base}/features`, { tenant, env, enabled: true, ...flag }, session);
}

export function send(url, body, headers = {}) {
  return read(url, json(body, headers));
}

export function put(url, body, headers = {}) {
  return read(url, { ...json(body, headers), method: 'PUT' });
}

export function get(url, headers = {}) {
  return read(url, { headers });
}

async function read(url, request) {
  const answer = await fetch(url, request);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

function json(body, headers = {}) {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}
