import { GrowthBookClient } from '@growthbook/growthbook';
import { ALLOWED, CASES, CONDITIONS, contexts } from '../cases.mjs';

const { plans, countries, age, suffix, version } = CONDITIONS;

export const features = {
  boolean: { defaultValue: true },
  rollout: { defaultValue: false, rules: [{ force: true, coverage: 0.3, hashAttribute: 'id' }] },
  'allow-list': {
    defaultValue: false,
    rules: [{ force: true, condition: { id: { $in: ALLOWED } } }],
  },
  'five-conditions': {
    defaultValue: false,
    rules: [
      {
        force: true,
        condition: {
          plan: { $in: plans },
          country: { $in: countries },
          age: { $gte: age },
          email: { $regex: `${suffix.replace('.', '\\.')}$` },
          version: { $vgte: version },
        },
      },
    ],
  },
  'three-variants': {
    defaultValue: 'A',
    rules: [
      {
        variations: ['A', 'B', 'C'],
        weights: [0.5, 0.3, 0.2],
        hashAttribute: 'id',
        hashVersion: 2,
      },
    ],
  },
};

export async function create() {
  const client = new GrowthBookClient({}).initSync({ payload: { features } });
  return {
    contexts: contexts(({ targetingKey, ...attributes }) => ({
      attributes: { ...attributes, id: targetingKey },
    })),
    cases: Object.fromEntries(
      CASES.map((key) => [key, (context) => client.evalFeature(key, context)]),
    ),
    on: (result) => result.value,
  };
}
