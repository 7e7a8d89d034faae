/** The five cases, and the contexts that all subjects evaluate them for. */
export const CASES = ['boolean', 'rollout', 'allow-list', 'five-conditions', 'three-variants'];
export const COUNT = 10_000;

/** Every hundredth context is on the allow list. */
export const ALLOWED = Array.from({ length: 100 }, (_, index) => userOf(index * 100));

function userOf(index) {
  return `user-${((index * 2_654_435_761) % 4_294_967_296).toString(36)}`;
}

/** The attributes of context `index`; the five conditions hold for all of them. */
export function attributesOf(index) {
  const user = userOf(index);
  return {
    targetingKey: user,
    email: `${user}@example.com`,
    plan: ['pro', 'team', 'enterprise'][index % 3],
    country: ['DE', 'FR', 'PL', 'ES'][index % 4],
    age: 18 + (index % 60),
    version: `${2 + (index % 5)}.${index % 12}.${index % 7}`,
  };
}

/** Contexts in the shape of a subject, made before anything is measured. */
export function contexts(shape) {
  return Array.from({ length: COUNT }, (_, index) => shape(attributesOf(index)));
}

export const CONDITIONS = {
  plans: ['pro', 'team', 'enterprise'],
  countries: ['DE', 'FR', 'PL', 'ES'],
  age: 18,
  suffix: '@example.com',
  version: '1.4.0',
};
