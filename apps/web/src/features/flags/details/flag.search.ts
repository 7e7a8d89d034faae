import { isUsagePeriodName, type UsagePeriodName } from '../../usage/usage-period';

/** What the address of a flag's page says besides which flag it is. */
export interface FlagSearch {
  readonly period?: UsagePeriodName;
}

/** Reads the address; what it cannot mean is left out. */
export function flagSearch({ period }: Record<string, unknown>): FlagSearch {
  return isUsagePeriodName(period) ? { period } : {};
}
