/** The same evaluations with and without counting, pass by pass in turn. */
import { OpenFeature } from '@openfeature/server-sdk';
import { CASES } from '../../engine/cases.mjs';
import { silent, toggleSdk } from './toggle-sdk.mjs';

const PAIRS = 40;
OpenFeature.setLogger(silent);
const subjects = { on: await toggleSdk({ usage: true }), off: await toggleSdk({ usage: false }) };
const clients = {};
for (const [name, { provider }] of Object.entries(subjects)) {
  await OpenFeature.setProviderAndWait(name, provider);
  clients[name] = OpenFeature.getClient(name);
}

const asked = (client, key) =>
  key === 'three-variants'
    ? (context) => client.getStringDetails(key, '', context)
    : (context) => client.getBooleanDetails(key, false, context);
const levels = {
  api: (name, key) => asked(clients[name], key),
  provider: (name, key) => subjects[name].cases[key],
};

async function pass(evaluate) {
  const { contexts } = subjects.on;
  const start = process.hrtime.bigint();
  for (let index = 0; index < contexts.length; index += 1) await evaluate(contexts[index]);
  return Number(process.hrtime.bigint() - start) / contexts.length;
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const results = [];
for (const [level, evaluation] of Object.entries(levels)) {
  for (const key of CASES) {
    const [on, off] = [evaluation('on', key), evaluation('off', key)];
    const pairs = [];
    for (let turn = 0; turn < PAIRS; turn += 1) {
      // Neither is always the one that comes second.
      const first = turn % 2 === 0 ? on : off;
      const one = await pass(first);
      const two = await pass(first === on ? off : on);
      if (turn >= 4) pairs.push(first === on ? { on: one, off: two } : { on: two, off: one });
    }
    const without = median(pairs.map(({ off: each }) => each));
    const difference = median(pairs.map((pair) => pair.on - pair.off));
    results.push({ level, case: key, off: without, difference, share: difference / without });
  }
}
process.send(results, () => process.exit(0));
