import { Unleash } from 'unleash-client';
import { ALLOWED, CONDITIONS, contexts } from '../cases.mjs';

const { plans, countries, age, suffix, version } = CONDITIONS;
const constraint = (contextName, operator, rest) => ({
  contextName,
  operator,
  inverted: false,
  caseInsensitive: false,
  values: [],
  ...rest,
});
const rollout = (groupId, percent) => ({ rollout: String(percent), stickiness: 'userId', groupId });

export const features = [
  { name: 'boolean', strategies: [{ name: 'default', parameters: {} }] },
  {
    name: 'rollout',
    strategies: [{ name: 'flexibleRollout', parameters: rollout('rollout', 30) }],
  },
  {
    name: 'allow-list',
    strategies: [{ name: 'userWithId', parameters: { userIds: ALLOWED.join(',') } }],
  },
  {
    name: 'five-conditions',
    strategies: [
      {
        name: 'default',
        parameters: {},
        constraints: [
          constraint('plan', 'IN', { values: plans }),
          constraint('country', 'IN', { values: countries }),
          constraint('age', 'NUM_GTE', { value: String(age) }),
          constraint('email', 'STR_ENDS_WITH', { values: [suffix] }),
          constraint('version', 'SEMVER_GT', { value: version }),
        ],
      },
    ],
  },
  {
    name: 'three-variants',
    strategies: [{ name: 'default', parameters: {} }],
    variants: ['A', 'B', 'C'].map((name, index) => ({
      name,
      weight: [500, 300, 200][index],
      stickiness: 'userId',
      payload: { type: 'string', value: name },
    })),
  },
].map((feature) => ({
  type: 'release',
  enabled: true,
  project: 'default',
  stale: false,
  variants: [],
  ...feature,
}));

/** No request leaves: the features are given at the start. */
export async function create() {
  const unleash = new Unleash({
    appName: 'bench',
    url: 'http://127.0.0.1:1/api',
    bootstrap: { data: features },
    refreshInterval: 0,
    disableMetrics: true,
    skipInstanceCountWarning: true,
  });
  unleash.on('error', () => {});
  unleash.on('warn', () => {});
  await new Promise((resolve) => unleash.once('ready', resolve));
  const enabled = (key) => (context) => unleash.isEnabled(key, context);
  return {
    contexts: contexts(({ targetingKey, ...attributes }) => ({
      userId: targetingKey,
      properties: { ...attributes, age: String(attributes.age) },
    })),
    cases: {
      boolean: enabled('boolean'),
      rollout: enabled('rollout'),
      'allow-list': enabled('allow-list'),
      'five-conditions': enabled('five-conditions'),
      'three-variants': (context) => unleash.getVariant('three-variants', context),
    },
    on: (result) => (typeof result === 'boolean' ? result : result.payload.value),
    close: () => unleash.destroy(),
  };
}
