import { FlagdCore } from '@openfeature/flagd-core';
import { ALLOWED, CONDITIONS, contexts } from '../cases.mjs';

const { plans, countries, age, suffix, version } = CONDITIONS;
const silent = { error() {}, warn() {}, info() {}, debug() {} };
const onOff = { state: 'ENABLED', variants: { on: true, off: false } };

export const flags = {
  boolean: { ...onOff, defaultVariant: 'on' },
  rollout: {
    ...onOff,
    defaultVariant: 'off',
    targeting: {
      fractional: [
        ['on', 30],
        ['off', 70],
      ],
    },
  },
  'allow-list': {
    ...onOff,
    defaultVariant: 'off',
    targeting: { if: [{ in: [{ var: 'targetingKey' }, ALLOWED] }, 'on', 'off'] },
  },
  'five-conditions': {
    ...onOff,
    defaultVariant: 'off',
    targeting: {
      if: [
        {
          and: [
            { in: [{ var: 'plan' }, plans] },
            { in: [{ var: 'country' }, countries] },
            { '>=': [{ var: 'age' }, age] },
            { ends_with: [{ var: 'email' }, suffix] },
            { sem_ver: [{ var: 'version' }, '>=', version] },
          ],
        },
        'on',
        'off',
      ],
    },
  },
  'three-variants': {
    state: 'ENABLED',
    variants: { a: 'A', b: 'B', c: 'C' },
    defaultVariant: 'a',
    targeting: {
      fractional: [
        ['a', 50],
        ['b', 30],
        ['c', 20],
      ],
    },
  },
};

export async function create() {
  const core = new FlagdCore(undefined, silent);
  core.setConfigurations(JSON.stringify({ flags }));
  const boolean = (key) => (context) => core.resolveBooleanEvaluation(key, false, context, silent);
  return {
    contexts: contexts((attributes) => attributes),
    cases: {
      boolean: boolean('boolean'),
      rollout: boolean('rollout'),
      'allow-list': boolean('allow-list'),
      'five-conditions': boolean('five-conditions'),
      'three-variants': (context) =>
        core.resolveStringEvaluation('three-variants', '', context, silent),
    },
    on: (result) => result.value,
  };
}
