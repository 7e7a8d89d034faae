/** How a list of flags can be ordered: as the API names it, and in words. */
export const FLAG_ORDERS = {
  key: 'Key, A to Z',
  '-key': 'Key, Z to A',
  '-updatedAt': 'Changed last',
  '-createdAt': 'Newest',
} as const;

export type FlagOrder = keyof typeof FLAG_ORDERS;

/** What the address of the list says: a list can be sent to a colleague as it is. */
export interface FlagListSearch {
  readonly q?: string;
  readonly tag?: string;
  readonly sort?: FlagOrder;
  readonly page?: number;
}

/** Reads the address; what it cannot mean is left out. */
export function flagListSearch(raw: Record<string, unknown>): FlagListSearch {
  const page = Number(raw.page);
  return {
    ...(isText(raw.q) && { q: raw.q }),
    ...(isText(raw.tag) && { tag: raw.tag }),
    ...(isOrder(raw.sort) && { sort: raw.sort }),
    ...(Number.isSafeInteger(page) && page > 1 && { page }),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isOrder(value: unknown): value is FlagOrder {
  return typeof value === 'string' && Object.hasOwn(FLAG_ORDERS, value);
}
