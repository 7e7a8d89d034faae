/** How long 10,000 flags (2,000 of each case) take from JSON to ready, and what they occupy. Run with --expose-gc. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { engineModule } from './build.mjs';
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
      `${subject.padEnd(12)} parse ${least('parse')} ms, ready ${least('ready')} ms, ${least('megabytes')} MB`,
    );
  }
} else {
  const json = await documentOf(process.argv[2]);
  const load = await loaderOf(process.argv[2]);
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  const start = performance.now();
  const parsed = JSON.parse(json);
  const parse = performance.now() - start;
  globalThis.held = load(parsed, json);
  const ready = performance.now() - start;
  globalThis.gc();
  const megabytes = (process.memoryUsage().heapUsed - before) / 2 ** 20;
  process.send({ parse, ready, megabytes });
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

async function loaderOf(subject) {
  if (subject === 'toggle') {
    const { compile } = await engineModule();
    return (snapshot) => compile(snapshot);
  }
  if (subject === 'growthbook') {
    const { GrowthBookClient } = await import('@growthbook/growthbook');
    return (payload) => new GrowthBookClient({}).initSync({ payload });
  }
  const { FlagdCore } = await import('@openfeature/flagd-core');
  return (_parsed, json) => {
    const core = new FlagdCore();
    core.setConfigurations(json);
    return core;
  };
}
