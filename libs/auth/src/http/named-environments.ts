/** The parts of a request that can name an environment. */
export interface NamingRequest {
  readonly query?: unknown;
  readonly body?: unknown;
  readonly params?: unknown;
}

/** The members by which requests name environments, in every endpoint. */
const MEMBERS = ['env', 'environment', 'from', 'to'] as const;

/** Every environment that a request names, unchecked: also lists and other things that are no names. */
export function environmentsNamedBy({ query, body, params }: NamingRequest): unknown[] {
  return [query, body, params].flatMap((part) => MEMBERS.flatMap((member) => named(part, member)));
}

function named(part: unknown, member: (typeof MEMBERS)[number]): unknown[] {
  if (typeof part !== 'object' || part === null) return [];
  const value = (part as Partial<Record<string, unknown>>)[member];
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}
