import { spawnSync } from 'node:child_process';

import { progress, secondsSince } from '../project.mjs';
import { canInstallPackages, installPackages } from './debian-packages.mjs';
import { elasticsearchHome, fetchElasticsearch, hasElasticsearch } from './elasticsearch.mjs';
import { findProgram } from './find-program.mjs';

const JAVA_AT_LEAST = 17;
const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * Brings the servers that the suites need onto this machine, as far as that is allowed: as root by Debian's packages,
 * Elasticsearch by Maven. What stays missing is no error here: its suites report themselves as not run.
 */
export async function provision() {
  const packages = missingPackages();
  if (packages.length > 0 && canInstallPackages()) {
    await step(`Debian packages ${packages.join(', ')}`, () => installPackages(packages));
  }
  if (needsElasticsearch() && findProgram('mvn') !== undefined && hasJava()) {
    await step(`Elasticsearch into ${elasticsearchHome()}`, fetchElasticsearch);
  }
}

function missingPackages() {
  const { TEST_REDIS_URL, REDIS_URL, TEST_CHROMIUM } = process.env;
  const packages = [];
  if ((TEST_REDIS_URL ?? REDIS_URL) === undefined && findProgram('redis-server') === undefined)
    packages.push('redis-server');
  if (TEST_CHROMIUM === undefined && !CHROMIUM.some(findProgram))
    packages.push('chromium', 'fonts-liberation');
  if (!hasJava() && elasticsearchIsOurs()) packages.push('default-jre-headless');
  if (needsElasticsearch() && findProgram('mvn') === undefined) packages.push('maven');
  return packages;
}

function needsElasticsearch() {
  return elasticsearchIsOurs() && !hasElasticsearch();
}

function elasticsearchIsOurs() {
  const { TEST_ELASTICSEARCH_URL, ELASTICSEARCH_URL, TEST_ELASTICSEARCH_HOME } = process.env;
  return (TEST_ELASTICSEARCH_URL ?? ELASTICSEARCH_URL ?? TEST_ELASTICSEARCH_HOME) === undefined;
}

function hasJava() {
  const { stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  return Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0) >= JAVA_AT_LEAST;
}

async function step(what, work) {
  const start = performance.now();
  progress('servers', `${what} …`);
  const { ok, output } = await work();
  if (ok) progress('servers', `done in ${secondsSince(start)}`);
  else progress('servers', `could not be had:\n${output.trim().split('\n').slice(-15).join('\n')}`);
}
