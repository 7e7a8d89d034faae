import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { outerEnvironment, runQuietly } from '../run-command.mjs';

const VERSION = '8.19.21';
const ARTIFACT = `org.elasticsearch.distribution.integ-test-zip:elasticsearch:${VERSION}:zip`;
const SHA256 = '215d5f3dbf0609a149f6218a9e47b6ae2df34ebbff3c5754e35f15a5e5393c8a';
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1';

/** Where the unpacked server is kept, outside the tree. `@app/testing` looks for it in the same place. */
export function elasticsearchHome() {
  return join(cacheFolder(), `elasticsearch-${VERSION}`);
}

/** Whether the server is in the cache. */
export function hasElasticsearch() {
  return existsSync(join(elasticsearchHome(), 'bin', 'elasticsearch'));
}

/** Fetches the server with Maven, checks it against the known checksum, unpacks it. Returns `{ ok, output }`. */
export async function fetchElasticsearch() {
  mkdirSync(cacheFolder(), { recursive: true });
  const workspace = mkdtempSync(join(cacheFolder(), 'download-'));
  try {
    const archives = join(workspace, 'archives');
    const download = await maven('copy', archives);
    if (!download.ok) return download;
    const checksum = await sha256(join(archives, `elasticsearch-${VERSION}.zip`));
    if (checksum !== SHA256)
      return { ok: false, output: `Elasticsearch ${VERSION} has the wrong checksum ${checksum}.` };
    const unpacked = await maven('unpack', join(workspace, 'unpacked'));
    if (unpacked.ok) moveIntoPlace(join(workspace, 'unpacked', `elasticsearch-${VERSION}`));
    return unpacked;
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

/** Runs in the folder's parent, because the plugin leaves a marker where it runs. */
function maven(goal, folder) {
  const args = [
    '--batch-mode',
    '--quiet',
    `${PLUGIN}:${goal}`,
    `-Dartifact=${ARTIFACT}`,
    `-DoutputDirectory=${folder}`,
  ];
  return runQuietly('mvn', args, { env: outerEnvironment(), cwd: dirname(folder) });
}

/** Another run may have been faster; what it put there is the same. */
function moveIntoPlace(folder) {
  if (!hasElasticsearch()) renameSync(folder, elasticsearchHome());
}

/** For root a folder that the account the server runs as can reach. */
function cacheFolder() {
  if (process.getuid?.() === 0) return '/var/cache/toggle-service';
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'toggle-service');
}

async function sha256(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
