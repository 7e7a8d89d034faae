/** What the address of a promotion says. */
export interface PromotionSearch {
  readonly from?: string;
  readonly to?: string;
  /** Keys that are chosen from the start. */
  readonly keys?: readonly string[];
}

/** Reads the address; what it cannot mean is left out. */
export function promotionSearch(raw: Record<string, unknown>): PromotionSearch {
  const { from, to, keys } = raw;
  return {
    ...(isText(from) && { from }),
    ...(isText(to) && { to }),
    ...(Array.isArray(keys) && { keys: keys.filter(isText) }),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
