import { IntersectionType } from '@nestjs/swagger';
import type { FlagPatch } from '../../domain/flag-patch';
import { FlagMembersRequest } from './flag-members.request';
import { FlagAddressRequest } from './key-address.request';

/** A flag to be made or changed. What is absent stays as it is; `null` resets to the default. */
export class UpsertFlagRequest extends IntersectionType(FlagAddressRequest, FlagMembersRequest) {}

/** What the request says of the flag itself. */
export function patchOf({ tenant: _t, env: _e, key: _k, ...patch }: UpsertFlagRequest): FlagPatch {
  return patch;
}
