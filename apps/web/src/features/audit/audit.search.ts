/** What the address of the audit log says: what was found can be sent to a colleague as it is. */
export interface AuditSearch {
  readonly q?: string;
  readonly env?: string;
  readonly action?: string;
  readonly actor?: string;
  readonly key?: string;
  /** Moments as a field for local time gives them: `2026-03-10T09:30`. */
  readonly from?: string;
  readonly to?: string;
  readonly page?: number;
}

const TEXTS = ['q', 'env', 'action', 'actor', 'key', 'from', 'to'] as const;

/** Reads the address; what it cannot mean is left out. */
export function auditSearch(raw: Record<string, unknown>): AuditSearch {
  const texts = TEXTS.flatMap((name) => {
    const value = raw[name];
    return typeof value === 'string' && value !== '' ? [[name, value] as const] : [];
  });
  const page = Number(raw.page);
  return {
    ...Object.fromEntries(texts),
    ...(Number.isSafeInteger(page) && page > 1 && { page }),
  };
}
