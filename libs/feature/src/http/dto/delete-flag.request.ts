import { PartialType } from '@nestjs/swagger';
import { FlagAddressRequest } from './key-address.request';

/** The flag to delete, in the body; what is not there is taken from the query. */
export class DeleteFlagRequest extends PartialType(FlagAddressRequest) {}

/** The flag to delete, in the query: for clients that send no body with DELETE. */
export class DeleteFlagQuery extends PartialType(FlagAddressRequest) {}
