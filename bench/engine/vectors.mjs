/**
 * Derives the buckets of other systems' hashes from their own published implementations, and prints them as golden
 * vectors. Where a package keeps its function to itself, its evaluator is asked for the smallest share that admits the
 * unit. Only ever add to `libs/flag-engine/src/bucketing/bucketing.vectors.json` what this prints.
 */
import { createRequire } from 'node:module';
import { FlagdCore } from '@openfeature/flagd-core';
import { FlagdCore as FlagdCoreV1 } from 'flagd-core-v1';
import { FliptClient } from '@flipt-io/flipt-client-js';
import { GrowthBookClient } from '@growthbook/growthbook';
import ld from '@launchdarkly/node-server-sdk';
import integrations from '@launchdarkly/node-server-sdk/integrations';

const require = createRequire(import.meta.url);
const {
  normalizedStrategyValue,
  normalizedVariantValue,
} = require('unleash-client/lib/strategy/util');
const { getHashedPercentageForObjIds } = require(
  `${require.resolve('flagsmith-nodejs').split('/build/')[0]}/build/cjs/flagsmith-engine/utils/hashing/index.js`,
);

const SAMPLES = [
  ['checkout-redesign', 'alice'],
  ['checkout-redesign', 'bob'],
  ['checkout-redesign', 'user-42'],
  ['new-pricing', 'alice'],
  ['new-pricing', '3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
  ['a', 'b'],
  ['flag.with_dots-and.dashes', 'someone@example.com'],
  ['x', '0'],
  ['x', '1'],
  ['x', '2'],
  ['x', '3'],
  ['x', '4'],
];
const silent = { error() {}, warn() {}, info() {}, debug() {} };

/** The bucket of place `index` of `count`: a count that does not divide the buckets rounds up. */
const ofPlace = (index, count) => Math.ceil((index * 100_000) / count);

/** The last share (of `count`) that does not yet admit: the place itself. */
async function probe(count, admits) {
  let out = 0;
  let within = count;
  while (within - out > 1) {
    const middle = Math.floor((out + within) / 2);
    if (await admits(middle)) within = middle;
    else out = middle;
  }
  return out;
}

const flagd = (Core) => (total) => async (seed, unit) => {
  const place = await probe(total, (share) => {
    const core = new Core(undefined, silent);
    const targeting = {
      fractional: [
        ['in', share],
        ['out', total - share],
      ],
    };
    core.setConfigurations(
      JSON.stringify({
        flags: {
          [seed]: {
            state: 'ENABLED',
            variants: { in: true, out: false },
            defaultVariant: 'out',
            targeting,
          },
        },
      }),
    );
    return core.resolveBooleanEvaluation(seed, false, { targetingKey: unit }, silent).value;
  });
  return ofPlace(place, total);
};

async function launchdarkly(seed, unit) {
  const [key, salt] = [seed, 'salt'];
  const data = new integrations.TestData();
  const client = ld.init('vectors', {
    updateProcessor: data.getFactory(),
    sendEvents: false,
    diagnosticOptOut: true,
    logger: ld.basicLogger({ level: 'none' }),
  });
  await data.usePreconfiguredFlag(flagOf(0));
  await client.waitForInitialization({ timeout: 10 });
  const place = await probe(100_000, async (share) => {
    await data.usePreconfiguredFlag(flagOf(share));
    return client.boolVariation(key, { kind: 'user', key: unit }, false);
  });
  client.close();
  return place;

  function flagOf(share) {
    const variations = [
      { variation: 0, weight: share },
      { variation: 1, weight: 100_000 - share },
    ];
    return {
      key,
      salt,
      on: true,
      version: 1,
      variations: [true, false],
      offVariation: 1,
      fallthrough: { rollout: { contextKind: 'user', variations } },
      prerequisites: [],
      targets: [],
      contextTargets: [],
      rules: [],
    };
  }
}

const growthbook = (hashVersion, count) => async (seed, unit) => {
  const place = await probe(count, (share) => {
    const ranges = [
      [0, share / count],
      [share / count, 1],
    ];
    const rules = [
      { variations: [true, false], hashVersion, seed, key: seed, hashAttribute: 'id', ranges },
    ];
    const client = new GrowthBookClient({}).initSync({
      payload: { features: { f: { defaultValue: null, rules } } },
    });
    return client.evalFeature('f', { attributes: { id: unit } }).value;
  });
  return ofPlace(place, count);
};

async function flipt(flags) {
  const snapshot = { namespace: { key: 'default' }, flags };
  const client = await FliptClient.init({
    namespace: 'default',
    updateInterval: 0,
    fetcher: async () =>
      new Response(JSON.stringify(snapshot), {
        status: 200,
        headers: { 'content-type': 'application/json' },
      }),
  });
  return client;
}

async function fliptVariant(seed, unit) {
  const place = await probe(1000, async (share) => {
    const distributions = [
      ['in', share / 10],
      ['out', (1000 - share) / 10],
    ].map(([variantKey, rollout]) => ({ ruleId: 'r', variantKey, variantAttachment: '', rollout }));
    const rules = [
      {
        id: 'r',
        rank: 1,
        segmentOperator: 'OR_SEGMENT_OPERATOR',
        segments: [
          { segmentKey: 's', key: 's', matchType: 'ALL_SEGMENT_MATCH_TYPE', constraints: [] },
        ],
        distributions,
      },
    ];
    const client = await flipt([
      {
        key: seed,
        name: seed,
        description: '',
        type: 'VARIANT_FLAG_TYPE',
        enabled: true,
        rules,
        rollouts: [],
      },
    ]);
    const result = client.evaluateVariant({ flagKey: seed, entityId: unit, context: {} });
    client.close?.();
    return result.variantKey === 'in';
  });
  return ofPlace(place, 1000);
}

async function fliptBoolean(seed, unit) {
  const place = await probe(100, async (share) => {
    const rollouts = [
      { type: 'THRESHOLD_ROLLOUT_TYPE', rank: 1, threshold: { percentage: share, value: true } },
    ];
    const client = await flipt([
      {
        key: seed,
        name: seed,
        description: '',
        type: 'BOOLEAN_FLAG_TYPE',
        enabled: false,
        rules: [],
        rollouts,
      },
    ]);
    const result = client.evaluateBoolean({ flagKey: seed, entityId: unit, context: {} });
    client.close?.();
    return result.enabled;
  });
  return ofPlace(place, 100);
}

const SOURCES = {
  unleash: [
    'unleash-client 6.12.1',
    (seed, unit) => ofPlace(normalizedStrategyValue(unit, seed) - 1, 100),
  ],
  'unleash-variant/1000': [
    'unleash-client 6.12.1',
    (seed, unit) => ofPlace(normalizedVariantValue(unit, seed, 1000) - 1, 1000),
  ],
  'unleash-variant/3': [
    'unleash-client 6.12.1',
    (seed, unit) => ofPlace(normalizedVariantValue(unit, seed, 3) - 1, 3),
  ],
  launchdarkly: ['@launchdarkly/node-server-sdk 9.13.7', launchdarkly, (seed) => `${seed}.salt`],
  'growthbook-v1': ['@growthbook/growthbook 1.8.0', growthbook(1, 1000)],
  'growthbook-v2': ['@growthbook/growthbook 1.8.0', growthbook(2, 10_000)],
  flagsmith: [
    'flagsmith-nodejs 8.1.2',
    (seed, unit) =>
      ofPlace(Math.round((getHashedPercentageForObjIds([seed, unit]) * 9998) / 100), 9998),
  ],
  flipt: ['@flipt-io/flipt-client-js 0.5.1', fliptVariant],
  'flipt-boolean': ['@flipt-io/flipt-client-js 0.5.1', fliptBoolean],
  'flagd-v1': ['@openfeature/flagd-core 1.3.0', flagd(FlagdCoreV1)(100_000)],
  'flagd-v2': ['@openfeature/flagd-core 4.0.1', flagd(FlagdCore)(100_000)],
  'flagd-v2/7': ['@openfeature/flagd-core 4.0.1', flagd(FlagdCore)(7)],
};

/** Pairs that one hash needs besides: this one lands in Flagsmith's last place and is hashed again. */
const MORE = { flagsmith: [['1', '8931']] };

const vectors = [];
for (const [hash, [source, bucketOf, seedOf = (seed) => seed]] of Object.entries(SOURCES)) {
  for (const [seed, unit] of [...SAMPLES, ...(MORE[hash] ?? [])]) {
    vectors.push({ hash, seed: seedOf(seed), unit, bucket: await bucketOf(seed, unit), source });
  }
}
console.log(`[\n${vectors.map((vector) => `  ${JSON.stringify(vector)}`).join(',\n')}\n]`);
process.exit(0);
