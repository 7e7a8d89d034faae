import { InvalidRequest } from './domain.error';

/**
 * The members that a body and a query give together; the body comes first.
 * @throws InvalidRequest naming what neither has
 */
export function addressIn<M extends string>(
  members: readonly M[],
  body: Readonly<Partial<Record<M, string>>>,
  query: Readonly<Partial<Record<M, string>>>,
): Record<M, string> {
  const address = { ...query, ...body };
  const missing = members.filter((member) => address[member] === undefined);
  if (missing.length === 0) return address as Record<M, string>;
  throw new InvalidRequest(
    missing.map((member) => ({
      pointer: `#/${member}`,
      detail: `"${member}" is missing: send it in the body or in the query.`,
    })),
  );
}
