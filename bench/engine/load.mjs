/**
 * How long 10,000 flags (2,000 of each case) take from JSON to ready, and what they occupy; and the same once each of
 * them has been asked, for what is left until then.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { engineModule } from './build.mjs';
import { attributesOf, CASES } from './cases.mjs';
import { flagsOf } from './flags.mjs';

const SETS = 2_000;

if (process.argv[2] === undefined) {
  await engineModule();
  for (const subject of ['toggle', 'growthbook', 'flagd-core']) {
    const runs = [];
    for (let run = 0; run < 7; run += 1) {
      const worker = fork(new URL(import.meta.url), [subject], { execArgv: ['--expose-gc'] });
      runs.push((await once(worker, 'message'))[0]);
    }
    const least = (name) => Math.min(...runs.map((run) => run[name])).toFixed(1);
    console.log(
      `${subject.padEnd(12)} parse ${least('parse')} ms, ready ${least('ready')} ms, ${least('megabytes')} MB; all asked ${least('asked')} ms, ${least('askedMegabytes')} MB`,
    );
  }
} else {
  const json = await documentOf(process.argv[2]);
  const load = await loaderOf(process.argv[2]);
  const before = heapUsed();
  const start = performance.now();
  const parsed = JSON.parse(json);
  const parse = performance.now() - start;
  const ask = (globalThis.held = load(parsed, json));
  const ready = performance.now() - start;
  const megabytes = (heapUsed() - before) / 2 ** 20;
  const again = performance.now();
  for (let set = 0; set < SETS; set += 1) for (const name of CASES) ask(`f${set}-${name}`);
  const asked = ready + performance.now() - again;
  const askedMegabytes = (heapUsed() - before) / 2 ** 20;
  process.send({ parse, ready, megabytes, asked, askedMegabytes });
}

/** A second collection frees what the first has only found unreachable. */
function heapUsed() {
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

async function documentOf(subject) {
  const sets = Array.from({ length: SETS }, (_, index) => index);
  if (subject === 'toggle') {
    return JSON.stringify({ flags: sets.flatMap((set) => flagsOf(`f${set}-`)), segments: [] });
  }
  const { features, flags } = await import(`./subjects/${subject}.mjs`);
  const named = (all) =>
    Object.fromEntries(
      sets.flatMap((set) => Object.entries(all).map(([key, flag]) => [`f${set}-${key}`, flag])),
    );
  return JSON.stringify(
    subject === 'growthbook' ? { features: named(features) } : { flags: named(flags) },
  );
}

/** Makes a subject ready; what it returns asks a flag. */
async function loaderOf(subject) {
  const attributes = attributesOf(1);
  if (subject === 'toggle') {
    const { compile, evaluate } = await engineModule();
    return (snapshot) => {
      const compiled = compile(snapshot);
      return (key) => evaluate(compiled, key, attributes, 0);
    };
  }
  if (subject === 'growthbook') {
    const { GrowthBookClient } = await import('@growthbook/growthbook');
    return (payload) => {
      const client = new GrowthBookClient({}).initSync({ payload });
      return (key) => client.evalFeature(key, { attributes });
    };
  }
  const { FlagdCore } = await import('@openfeature/flagd-core');
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  return (_parsed, json) => {
    const core = new FlagdCore();
    core.setConfigurations(json);
    return (key) => core.resolveBooleanEvaluation(key, false, attributes, log);
  };
}
