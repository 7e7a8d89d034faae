import type { Flag } from '../../../api/types';
import { isFormStrategyType } from './flag-form.values';

/** The members of each strategy that the form has fields for; saving from it would drop any other. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  boolean: ['type'],
  percentage: ['type', 'percentage'],
  targeting: ['type', 'allow', 'deny'],
};

/**
 * Whether the form can show who gets the flag without hiding anything. Rules, values other than on
 * and off, and finer settings of the simple strategies are shown as they are and changed over the API.
 */
export function formCanShow(flag: Flag): boolean {
  const { type } = flag.strategy;
  if (!isFormStrategyType(type) || !servesOnOrOff(flag)) return false;
  const shown = SHOWN[type] ?? [];
  return Object.keys(flag.strategy).every((member) => shown.includes(member));
}

/** Whether the flag's values are those that every plain flag has: on, and off for those who are not in. */
export function servesOnOrOff({ valueType, variants, offVariant }: Flag): boolean {
  if (valueType !== 'boolean' || offVariant !== 'off' || variants.length !== 2) return false;
  return (
    variants.some(({ name, value }) => name === 'on' && value === true) &&
    variants.some(({ name, value }) => name === 'off' && value === false)
  );
}
