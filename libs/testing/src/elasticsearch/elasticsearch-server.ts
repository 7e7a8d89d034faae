import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

// By path: Jest applies no module map to what its globalSetup loads.
import { DependentProcess, freePort } from '../../../platform/src/child-process';
import type { RunningServer } from '../running-server';
import {
  ELASTICSEARCH_VERSION,
  type ElasticsearchInstall,
  findElasticsearch,
} from './elasticsearch-install';

const run = promisify(execFile);
const IMAGE = `docker.elastic.co/elasticsearch/elasticsearch:${ELASTICSEARCH_VERSION}`;
const HEAP = '-Xms512m -Xmx512m';
const START_TIMEOUT_MS = 120_000;
const POLL_MS = 200;

/** The Elasticsearch given in the environment, else one of its own: installed, cached or in a container. */
export async function startElasticsearch(): Promise<RunningServer> {
  const given = process.env.TEST_ELASTICSEARCH_URL ?? process.env.ELASTICSEARCH_URL;
  if (given !== undefined) return { url: given, stop: async () => undefined };
  const install = findElasticsearch();
  const port = await freePort();
  let output = '';
  const onOutput = (text: string): void => void (output = (output + text).slice(-8_000));
  const options = install === undefined ? inContainer(port) : await onThisMachine(install, port);
  const server = await DependentProcess.start({ ...options, onOutput });
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilHealthy(url, server);
  } catch (error) {
    await server.stop();
    throw new Error(`${(error as Error).message}\n${output}`, { cause: error });
  }
  return { url, stop: () => server.stop() };
}

type Launch = Pick<
  Parameters<typeof DependentProcess.start>[0],
  'command' | 'args' | 'env' | 'account' | 'removeAfter'
>;

/** Its configuration, data and logs go to a folder of the run, so that the install is never written to. */
async function onThisMachine(
  { home, javaHome }: ElasticsearchInstall,
  port: number,
): Promise<Launch> {
  const folder = await mkdtemp(join(tmpdir(), 'toggle-test-elasticsearch-'));
  await cp(join(home, 'config'), join(folder, 'config'), { recursive: true });
  for (const name of ['data', 'logs', 'tmp']) await mkdir(join(folder, name));
  await writeFile(
    join(folder, 'config', 'elasticsearch.yml'),
    configuration(folder, port, await freePort()),
  );
  const account = process.getuid?.() === 0 ? await nobody() : undefined;
  if (account !== undefined) await run('chown', ['-R', `${account.uid}:${account.gid}`, folder]);
  return {
    command: join(home, 'bin', 'elasticsearch'),
    args: [],
    account,
    removeAfter: folder,
    env: {
      PATH: process.env.PATH ?? '/usr/bin:/bin',
      ES_PATH_CONF: join(folder, 'config'),
      ES_TMPDIR: join(folder, 'tmp'),
      ES_JAVA_OPTS: `${HEAP} -XX:TieredStopAtLevel=1`,
      ...(javaHome === undefined ? {} : { ES_JAVA_HOME: javaHome }),
    },
  };
}

function configuration(folder: string, httpPort: number, transportPort: number): string {
  const settings = {
    'cluster.name': `test-${httpPort}`,
    'discovery.type': 'single-node',
    'network.host': '127.0.0.1',
    'http.port': httpPort,
    'transport.port': transportPort,
    'path.data': join(folder, 'data'),
    'path.logs': join(folder, 'logs'),
    'xpack.security.enabled': false,
    // A disk that is nearly full is no reason to refuse a few test documents.
    'cluster.routing.allocation.disk.threshold_enabled': false,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

function inContainer(port: number): Launch {
  const settings = [
    'discovery.type=single-node',
    'xpack.security.enabled=false',
    `ES_JAVA_OPTS=${HEAP}`,
  ];
  const environment = settings.flatMap((setting) => ['--env', setting]);
  return {
    command: 'docker',
    args: ['run', '--rm', '--publish', `127.0.0.1:${port}:9200`, ...environment, IMAGE],
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' },
  };
}

/** Elasticsearch refuses to run as root. */
async function nobody(): Promise<{ uid: number; gid: number }> {
  const [uid, gid] = await Promise.all([run('id', ['-u', 'nobody']), run('id', ['-g', 'nobody'])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

async function untilHealthy(url: string, server: DependentProcess): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await isHealthy(url))) {
    if (!server.isRunning)
      throw new Error(`Elasticsearch ended while starting (${await server.ended}).`);
    if (Date.now() > deadline) throw new Error('Elasticsearch was not ready after two minutes.');
    await delay(POLL_MS);
  }
}

async function isHealthy(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/_cluster/health?wait_for_status=yellow&timeout=1s`).catch(
    () => undefined,
  );
  return answer?.ok === true;
}
