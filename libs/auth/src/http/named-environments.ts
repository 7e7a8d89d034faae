/** The parts of a request that can name an environment. */
export interface NamingRequest {
  readonly query?: unknown;
  readonly body?: unknown;
  readonly params?: unknown;
}

/**
 * The members by which each part names environments, in every endpoint. Only bodies do so by `from`
 * and `to` (a promotion); in a query these are the ends of a span of time.
 */
const MEMBERS = {
  query: ['env', 'environment'],
  body: ['env', 'environment', 'from', 'to'],
  params: ['env', 'environment'],
} as const satisfies Record<keyof NamingRequest, readonly string[]>;

/** Where a body holds a promotion as a part of itself. */
const PROMOTION = 'promotion';

/** Every environment that a request names, unchecked: also lists and other things that are no names. */
export function environmentsNamedBy({ query, body, params }: NamingRequest): unknown[] {
  return [
    ...named(query, MEMBERS.query),
    ...named(body, MEMBERS.body),
    ...named(memberOf(body, PROMOTION), MEMBERS.body),
    ...named(params, MEMBERS.params),
  ];
}

function named(part: unknown, members: readonly string[]): unknown[] {
  return members.flatMap((member) => {
    const value = memberOf(part, member);
    if (value === undefined) return [];
    return Array.isArray(value) ? (value as unknown[]) : [value];
  });
}

function memberOf(part: unknown, member: string): unknown {
  if (typeof part !== 'object' || part === null) return undefined;
  return (part as Partial<Record<string, unknown>>)[member];
}
