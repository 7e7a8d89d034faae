import { InvalidRequest } from '@app/kernel';

/** What names one flag or segment. */
export interface Address {
  readonly tenant: string;
  readonly env: string;
  readonly key: string;
}

const MEMBERS = ['tenant', 'env', 'key'] as const;

/**
 * The address that a body and a query give together; the body comes first.
 * @throws InvalidRequest naming what neither has
 */
export function addressIn(body: Partial<Address>, query: Partial<Address>): Address {
  const address = { ...query, ...body };
  const missing = MEMBERS.filter((member) => address[member] === undefined);
  if (missing.length === 0) return address as Address;
  throw new InvalidRequest(
    missing.map((member) => ({
      pointer: `#/${member}`,
      detail: `"${member}" is missing: send it in the body or in the query.`,
    })),
  );
}
