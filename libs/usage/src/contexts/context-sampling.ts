import type { Place } from '../counts/usage.ledger';

/** How the targeting key of a kept context is kept: as a hash that only recognises, or as it is. */
export const TARGETING_KEY_FORMS = ['hashed', 'plain'] as const;
export type TargetingKeyForm = (typeof TARGETING_KEY_FORMS)[number];

/** Which contexts an environment keeps of those that were evaluated lately, and what of them. */
export interface ContextSampling {
  readonly enabled: boolean;
  /** Names of attributes; whatever is not named is not kept. */
  readonly attributes: readonly string[];
  readonly targetingKey: TargetingKeyForm;
  /** How many contexts are kept at most. */
  readonly capacity: number;
  readonly expiresAfterSeconds: number;
}

/** What an environment keeps until somebody says otherwise: nothing. */
export const NO_SAMPLING: ContextSampling = {
  enabled: false,
  attributes: [],
  targetingKey: 'hashed',
  capacity: 1_000,
  expiresAfterSeconds: 86_400,
};

/** A context as it is kept: scalars and lists of them, by the names that the order gives. */
export type KeptContext = Readonly<Record<string, KeptValue>>;
export type KeptScalar = string | number | boolean;
export type KeptValue = KeptScalar | readonly KeptScalar[];

/** An order in force somewhere: what is kept under another version of it is not taken any more. */
export interface SamplingOrder extends Place {
  readonly sampling: ContextSampling;
  /** Grows with every change of the order. */
  readonly version: number;
}

/** Whether what was kept under `before` may stay under `after`: nothing of it is more than that allows. */
export function covers(after: ContextSampling, before: ContextSampling): boolean {
  if (!after.enabled) return false;
  if (before.targetingKey === 'plain' && after.targetingKey === 'hashed') return false;
  return before.attributes.every((name) => after.attributes.includes(name));
}
