import { PartialType } from '@nestjs/swagger';
import { InvalidRequest } from '@app/kernel';
import { FlagAddressRequest } from './key-address.request';

/** The flag to delete, in the body; what is not there is taken from the query. */
export class DeleteFlagRequest extends PartialType(FlagAddressRequest) {}

/** The flag to delete, in the query: for clients that send no body with DELETE. */
export class DeleteFlagQuery extends PartialType(FlagAddressRequest) {}

const MEMBERS = ['tenant', 'env', 'key'] as const;

/**
 * The address that body and query give together.
 * @throws InvalidRequest naming what neither has
 */
export function addressIn(body: DeleteFlagRequest, query: DeleteFlagQuery): FlagAddressRequest {
  const address = { ...query, ...body };
  const missing = MEMBERS.filter((member) => address[member] === undefined);
  if (missing.length === 0) return address as FlagAddressRequest;
  throw new InvalidRequest(
    missing.map((member) => ({
      pointer: `#/${member}`,
      detail: `"${member}" is missing: send it in the body or in the query.`,
    })),
  );
}
