import type { By } from '@app/flag-engine';
import { attributeOf } from './constraint';

/**
 * The attribute that stands for Unleash's random: whoever wants a new draw at every evaluation puts a random text
 * there. Without it nobody is drawn.
 */
export const RANDOM = 'random';

/** Whose bucket counts for a rollout. */
export function rolloutUnit(stickiness = 'default'): By {
  return stickiness === 'default' ? ['targetingKey', 'sessionId', RANDOM] : attributeOf(stickiness);
}

/** Whose bucket counts among variants. */
export function variantUnit(stickiness = 'default'): By {
  return stickiness === 'default'
    ? ['targetingKey', 'sessionId', 'remoteAddress', RANDOM]
    : attributeOf(stickiness);
}
