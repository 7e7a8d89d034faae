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
  if (!isFormStrategyType(type) || !isOnOff(flag)) return false;
  const shown = SHOWN[type] ?? [];
  return Object.keys(flag.strategy).every((member) => shown.includes(member));
}

/** On and off, nothing else: the flag's value is the switch. */
function isOnOff(flag: { valueType?: unknown; variants?: unknown }): boolean {
  if (flag.valueType !== undefined && flag.valueType !== 'boolean') return false;
  if (!Array.isArray(flag.variants)) return true;
  const names = flag.variants.map(({ name }: { name: string }) => name).sort();
  return names.join() === 'off,on';
}
