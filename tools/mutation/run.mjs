import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { Stryker } from '@stryker-mutator/core';

import { percent, scoreOf, survivorsOf, table } from './report.mjs';

// `npm run mutate [-- part…]`: every part of the engine by itself, so that a run cut off loses one part at most.
const SOURCES = 'libs/flag-engine/src';
const PARTS = {
  door: `${SOURCES}/{evaluate,next-change,defaults}.ts`,
  bucketing: `${SOURCES}/bucketing/*.ts`,
  comparisons: `${SOURCES}/comparisons/*.ts`,
  compile: `${SOURCES}/compile/*.ts`,
  context: `${SOURCES}/context/*.ts`,
  delta: `${SOURCES}/delta/*.ts`,
  explanation: `${SOURCES}/explanation/*.ts`,
  hashes: `${SOURCES}/hashes/*.ts`,
  operators: `${SOURCES}/operators/*.ts`,
  validation: `${SOURCES}/validation/**/*.ts`,
};
/** A published schema is data: it says what it says, and the specs compare it with the validation. */
const LEFT_OUT = [`!${SOURCES}/**/*.spec.ts`, `!${SOURCES}/**/*.schema.ts`];
const REPORTS = 'reports/mutation';
const GOAL = 94;

const asked = process.argv.slice(2);
const unknown = asked.find((part) => !(part in PARTS));
if (unknown !== undefined) {
  throw new Error(`No part "${unknown}"; there are ${Object.keys(PARTS).join(', ')}.`);
}

const config = fileURLToPath(new URL('./stryker.config.mjs', import.meta.url));
process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
mkdirSync(REPORTS, { recursive: true });

const rows = [];
for (const part of asked.length > 0 ? asked : Object.keys(PARTS)) {
  const report = `${REPORTS}/${part}.json`;
  await new Stryker({
    configFile: config,
    mutate: [PARTS[part], ...LEFT_OUT],
    incrementalFile: `${REPORTS}/${part}.incremental.json`,
    jsonReporter: { fileName: report },
  }).runMutationTest();
  const result = JSON.parse(readFileSync(report, 'utf8'));
  for (const line of survivorsOf(result)) console.log(line);
  rows.push({ part, ...scoreOf(result) });
}
console.log(table(rows));
const sum = (column) => rows.reduce((total, row) => total + row[column], 0);
const [killed, timeout, survived, uncovered] = ['killed', 'timeout', 'survived', 'uncovered'].map(
  sum,
);
if (percent({ killed, timeout, survived, uncovered }) < GOAL) process.exitCode = 1;
