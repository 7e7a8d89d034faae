import { existsSync } from 'node:fs';
import { freePort } from '../ports.mjs';
import { startProcess } from '../process.mjs';

const ROOT = new URL('../../..', import.meta.url).pathname;
const MAIN = 'dist/apps/api/src/main.js';
const TENANT = 'bench';
const PASSWORD = 'correct-horse-battery-9-staple';
const FLAGS = 100;

/** The environments that are written at once; the list is read from another one, `dev`. */
export const ENVIRONMENTS = Array.from({ length: 8 }, (_, index) => `bench-${index + 1}`);

/**
 * One process of the service. With `databaseUrl` as one of many (production settings), without it embedded under
 * `dataDir`. Limits are so wide that they never refuse, but they are counted.
 */
export async function startToggle({ databaseUrl, dataDir, seed = true, redisUrl }) {
  if (!existsSync(`${ROOT}${MAIN}`)) throw new Error('Build first: npm run build');
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const server = await startProcess({
    name: 'toggle-service',
    args: [MAIN],
    cwd: ROOT,
    url: `${base}/health/ready`,
    env: {
      PORT: port,
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
      RATE_LIMIT_BURST: 10_000_000,
      RATE_LIMIT_SUSTAINED_PER_SEC: 1_000_000,
      SHUTDOWN_DELAY_MS: 0,
      ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
      ...(databaseUrl === undefined
        ? { DATA_DIR: dataDir }
        : {
            NODE_ENV: 'production',
            DATABASE_URL: databaseUrl,
            MIGRATE_ON_START: 'true',
            JWT_SECRET: 'a-secret-of-the-benchmark-and-of-nothing-else',
          }),
    },
  });
  const url = `${base}/features?tenant=${TENANT}&env=dev&page=1&pageSize=100`;
  if (!seed) return { ...server, base };
  const headers = { Authorization: `Bearer ${await prepare(base)}` };
  return { ...server, base, list: url, headers };
}

async function prepare(base) {
  await post(`${base}/auth/register`, { tenant: TENANT, password: PASSWORD });
  const { token } = await post(`${base}/auth/login`, { tenant: TENANT, password: PASSWORD });
  for (const name of ENVIRONMENTS)
    await post(`${base}/environments`, { tenant: TENANT, name }, token);
  for (let index = 0; index < FLAGS; index += 1) await makeFlag({ base, env: 'dev', index, token });
  for (const env of ENVIRONMENTS) await makeFlag({ base, env, index: 0, token });
  return token;
}

function makeFlag({ base, env, index, token }) {
  const key = `flag-${String(index).padStart(3, '0')}`;
  const description = `Flag ${index} of the measurement`;
  const strategy = { type: 'percentage', percentage: 30 };
  return post(
    `${base}/features`,
    { tenant: TENANT, env, key, description, enabled: true, strategy },
    token,
  );
}

async function post(url, body, token) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
