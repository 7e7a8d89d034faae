/** The flags that are measured, as both services are told of them. */
export const FLAGS = 100;
export const BOOLEAN = 'flag-000';
export const RULE = 'flag-001';

/** The context of every request: about 150 bytes as JSON. */
export const CONTEXT = {
  targetingKey: 'user-4711',
  plan: 'pro',
  country: 'DE',
  appVersion: '4.2.0',
  age: 34,
  email: 'someone@example.com',
  beta: true,
};

export const keyOf = (index) => `flag-${String(index).padStart(3, '0')}`;

/** Five conditions that all hold for `CONTEXT`, so that each one is looked at. */
const CONDITIONS = [
  { attribute: 'plan', operator: 'in', values: ['pro', 'team', 'enterprise'] },
  { attribute: 'country', operator: 'in', values: ['AT', 'CH', 'DE', 'FR', 'IT'] },
  { attribute: 'appVersion', operator: 'semverGreaterThanOrEqual', values: ['4.0.0'] },
  { attribute: 'age', operator: 'greaterThanOrEqual', values: [18] },
  { attribute: 'email', operator: 'endsWith', values: ['@example.com'] },
];

/** The strategy of a flag: one boolean, one rule, and 98 rollouts to 30 %. */
export function strategyOf(index) {
  if (keyOf(index) === BOOLEAN) return { type: 'boolean' };
  if (keyOf(index) !== RULE) return { type: 'percentage', percentage: 30 };
  const rule = { id: 'r1', when: { all: CONDITIONS }, serve: { variant: 'on' } };
  return { type: 'rules', rules: [rule] };
}

/** The same for Unleash. */
export function unleashStrategyOf(index) {
  if (keyOf(index) === BOOLEAN) return { name: 'default', parameters: {}, constraints: [] };
  if (keyOf(index) !== RULE) {
    const parameters = { rollout: '30', stickiness: 'default', groupId: keyOf(index) };
    return { name: 'flexibleRollout', parameters, constraints: [] };
  }
  const constraints = [
    { contextName: 'plan', operator: 'IN', values: ['pro', 'team', 'enterprise'] },
    { contextName: 'country', operator: 'IN', values: ['AT', 'CH', 'DE', 'FR', 'IT'] },
    { contextName: 'appVersion', operator: 'SEMVER_GT', value: '3.9.9', values: [] },
    { contextName: 'age', operator: 'NUM_GTE', value: '18', values: [] },
    { contextName: 'email', operator: 'STR_ENDS_WITH', values: ['@example.com'] },
  ];
  return { name: 'default', parameters: {}, constraints };
}
