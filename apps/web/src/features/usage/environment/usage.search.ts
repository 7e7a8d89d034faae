/** After how many days without a question a flag may be called stale, in words. */
export const STALE_DAYS = { 7: '7 days', 30: '30 days', 90: '90 days', 365: 'a year' } as const;

export type StaleDays = keyof typeof STALE_DAYS;

export const DEFAULT_DAYS: StaleDays = 30;

/** What the address of the page says. */
export interface UsageSearch {
  readonly days?: StaleDays;
  readonly page?: number;
}

/** Reads the address; what it cannot mean is left out. */
export function usageSearch(raw: Record<string, unknown>): UsageSearch {
  const days = Number(raw.days);
  const page = Number(raw.page);
  return {
    ...(isStaleDays(days) && { days }),
    ...(Number.isSafeInteger(page) && page > 1 && { page }),
  };
}

export function isStaleDays(value: number): value is StaleDays {
  return Object.hasOwn(STALE_DAYS, value);
}
