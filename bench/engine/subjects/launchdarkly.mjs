import ld from '@launchdarkly/node-server-sdk';
import integrations from '@launchdarkly/node-server-sdk/integrations';
import { ALLOWED, CONDITIONS, contexts } from '../cases.mjs';

const { plans, countries, age, suffix, version } = CONDITIONS;
const clause = (attribute, op, values, negate = false) => ({
  attribute,
  op,
  values,
  negate,
  contextKind: 'user',
});
const base = {
  on: true,
  offVariation: 1,
  fallthrough: { variation: 1 },
  variations: [true, false],
  prerequisites: [],
  targets: [],
  contextTargets: [],
  rules: [],
  salt: 'salt',
  version: 1,
  clientSide: false,
};
const weights = (...list) => ({
  rollout: {
    contextKind: 'user',
    variations: list.map((weight, variation) => ({ variation, weight })),
  },
});

export const flags = [
  { ...base, key: 'boolean', fallthrough: { variation: 0 } },
  { ...base, key: 'rollout', fallthrough: weights(30_000, 70_000) },
  { ...base, key: 'allow-list', targets: [{ variation: 0, values: ALLOWED }] },
  {
    ...base,
    key: 'five-conditions',
    rules: [
      {
        id: 'r1',
        variation: 0,
        clauses: [
          clause('plan', 'in', plans),
          clause('country', 'in', countries),
          clause('age', 'greaterThanOrEqual', [age]),
          clause('email', 'endsWith', [suffix]),
          clause('version', 'semVerGreaterThan', [version]),
        ],
      },
    ],
  },
  {
    ...base,
    key: 'three-variants',
    variations: ['A', 'B', 'C'],
    offVariation: 0,
    fallthrough: weights(50_000, 30_000, 20_000),
  },
];

/** The public interface is asynchronous, so a caller's `await` is part of what it costs. */
export async function create() {
  const data = new integrations.TestData();
  for (const flag of flags) await data.usePreconfiguredFlag(flag);
  const client = ld.init('bench', {
    updateProcessor: data.getFactory(),
    sendEvents: false,
    diagnosticOptOut: true,
    logger: ld.basicLogger({ level: 'none' }),
  });
  await client.waitForInitialization({ timeout: 10 });
  const boolean = (key) => (context) => client.boolVariationDetail(key, context, false);
  return {
    asynchronous: true,
    contexts: contexts(({ targetingKey, ...attributes }) => ({
      kind: 'user',
      key: targetingKey,
      ...attributes,
    })),
    cases: {
      boolean: boolean('boolean'),
      rollout: boolean('rollout'),
      'allow-list': boolean('allow-list'),
      'five-conditions': boolean('five-conditions'),
      'three-variants': (context) => client.stringVariationDetail('three-variants', context, ''),
    },
    on: (result) => result.value,
    close: () => client.close(),
  };
}
