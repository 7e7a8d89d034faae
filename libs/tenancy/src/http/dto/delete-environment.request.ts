import { PartialType } from '@nestjs/swagger';
import { EnvironmentQuery } from './environment.query';

/** The environment to delete, in the body; what is not there is taken from the query. */
export class DeleteEnvironmentRequest extends PartialType(EnvironmentQuery) {}

/** The environment to delete, in the query: for clients that send no body with DELETE. */
export class DeleteEnvironmentQuery extends PartialType(EnvironmentQuery) {}
