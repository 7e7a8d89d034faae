import { ALLOWED, CONDITIONS, contexts } from '../cases.mjs';

/** Closures written by hand: what plain JavaScript can reach, no model behind it, no look-up of the flag by key. */
const flagMetadata = Object.freeze({ version: 1 });
const answer = (value, variant, reason) => Object.freeze({ value, variant, reason, flagMetadata });
const on = (reason) => answer(true, 'on', reason);
const off = (reason) => answer(false, 'off', reason);

function murmur3(text) {
  let hash = 0;
  let block = 0;
  let shift = 0;
  for (let index = 0; index < text.length; index += 1) {
    block |= text.charCodeAt(index) << shift;
    shift += 8;
    if (shift === 32) {
      block = Math.imul(block, 0xcc9e2d51);
      block = Math.imul((block << 15) | (block >>> 17), 0x1b873593);
      hash ^= block;
      hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
      block = shift = 0;
    }
  }
  block = Math.imul(block, 0xcc9e2d51);
  hash ^= Math.imul((block << 15) | (block >>> 17), 0x1b873593);
  hash ^= text.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const bucket = (seed, unit) => Math.floor((murmur3(`${seed}:${unit}`) * 100_000) / 2 ** 32);

function atLeast(version, major, minor, patch) {
  const first = version.indexOf('.');
  const second = version.indexOf('.', first + 1);
  const actual = +version.slice(0, first);
  if (actual !== major) return actual > major;
  const middle = +version.slice(first + 1, second);
  if (middle !== minor) return middle > minor;
  return +version.slice(second + 1) >= patch;
}

export async function create() {
  const isOn = on('STATIC');
  const inside = on('SPLIT');
  const outside = off('SPLIT');
  const allowed = on('TARGETING_MATCH');
  const unlisted = off('DEFAULT');
  const allow = new Set(ALLOWED);
  const plans = new Set(CONDITIONS.plans);
  const countries = new Set(CONDITIONS.countries);
  const variants = ['A', 'B', 'C'].map((value) => answer(value, value.toLowerCase(), 'SPLIT'));
  return {
    contexts: contexts((attributes) => attributes),
    cases: {
      boolean: () => isOn,
      rollout: (context) => (bucket('rollout', context.targetingKey) < 30_000 ? inside : outside),
      'allow-list': (context) => (allow.has(context.targetingKey) ? allowed : unlisted),
      'five-conditions': (context) =>
        plans.has(context.plan) &&
        countries.has(context.country) &&
        context.age >= CONDITIONS.age &&
        context.email.endsWith(CONDITIONS.suffix) &&
        atLeast(context.version, 1, 4, 0)
          ? allowed
          : unlisted,
      'three-variants': (context) => {
        const place = bucket('three-variants/split', context.targetingKey);
        return place < 50_000 ? variants[0] : place < 80_000 ? variants[1] : variants[2];
      },
    },
    on: (result) => result.value,
  };
}
