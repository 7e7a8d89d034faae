import type { Outcome } from '../../api/types';

/**
 * What a context is answered: its variant, or why there is none. With the value, where `other` is the
 * same variant and only that can tell the two apart.
 */
export function outcomeWords(outcome: Outcome, other: Outcome): string {
  const { variant, value, errorCode } = outcome;
  if (errorCode === 'FLAG_NOT_FOUND') return 'no flag';
  if (errorCode !== undefined) return `error ${errorCode}`;
  if (variant === undefined) return 'own default';
  return variant === other.variant ? `${variant} ${JSON.stringify(value)}` : variant;
}
