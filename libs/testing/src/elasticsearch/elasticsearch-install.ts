import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

import { dockerAnswers, findProgram } from '../find-program';

/** The version the suites are written against; `tools/provision` keeps the same one in the cache. */
export const ELASTICSEARCH_VERSION = '8.19.21';

const JAVA_AT_LEAST = 17;

/** An Elasticsearch on this disk. */
export interface ElasticsearchInstall {
  readonly home: string;
  /** A JDK or JRE for it; without one it must bring its own. */
  readonly javaHome: string | undefined;
}

/**
 * Where servers that are in no package registry of the system are kept: outside the tree, shared by all checkouts. For
 * root in a place that the account the server runs as can reach.
 */
export function cacheFolder(): string {
  if (process.getuid?.() === 0) return '/var/cache/toggle-service';
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'toggle-service');
}

/** The Elasticsearch that can be started here: a named one, the system's, or the cached one. */
export function findElasticsearch(): ElasticsearchInstall | undefined {
  const homes = [
    process.env.TEST_ELASTICSEARCH_HOME,
    '/usr/share/elasticsearch',
    join(cacheFolder(), `elasticsearch-${ELASTICSEARCH_VERSION}`),
  ];
  const home = homes.find(
    (path) => path !== undefined && existsSync(join(path, 'bin', 'elasticsearch')),
  );
  if (home === undefined) return undefined;
  const javaHome = findJava();
  return javaHome === undefined && !existsSync(join(home, 'jdk')) ? undefined : { home, javaHome };
}

/** Whether an Elasticsearch can be started here in some way. */
export function canStartElasticsearch(): boolean {
  return findElasticsearch() !== undefined || dockerAnswers();
}

function findJava(): string | undefined {
  const java = findProgram('java');
  if (java === undefined) return undefined;
  const { stderr } = spawnSync(java, ['-version'], { encoding: 'utf8' });
  const major = Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0);
  return major < JAVA_AT_LEAST ? undefined : dirname(dirname(realpathSync(java)));
}
