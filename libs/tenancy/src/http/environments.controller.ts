import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  Headers,
  Param,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  addressIn,
  Forbidden,
  ForeignTenant,
  ownTenant,
  PreconditionFailed,
  type Principal,
  strongTag,
} from '@app/kernel';
import { Caller } from '@app/platform/context';
import { Endpoint } from '@app/platform/openapi';
import { EnvironmentRemoval } from '../application/environment.removal';
import { Environments } from '../application/environments';
import type { Environment } from '../domain/environment';
import {
  EnvironmentLimitReached,
  EnvironmentNameTaken,
  EnvironmentNotEmpty,
  EnvironmentNotFound,
  LastEnvironment,
} from '../domain/tenancy.errors';
import { CreateEnvironmentRequest } from './dto/create-environment.request';
import { DeleteEnvironmentQuery, DeleteEnvironmentRequest } from './dto/delete-environment.request';
import { EnvironmentListResponse } from './dto/environment-list.response';
import { EnvironmentPath } from './dto/environment.path';
import { EnvironmentResponse } from './dto/environment.response';
import { OwnTenantQuery } from './dto/own-tenant.query';

/** A revision is worth nothing when it is old. */
const CACHE_CONTROL = 'private, no-cache';

/** The part of a reply that this controller touches. */
interface Reply {
  header(name: string, value: string): unknown;
}

/** Where flags have a configuration of their own. */
@ApiTags('Environments')
@Controller('environments')
export class EnvironmentsController {
  constructor(
    private readonly environments: Environments,
    private readonly removal: EnvironmentRemoval,
  ) {}

  @Endpoint({
    summary: 'List environments',
    description: 'All environments of the caller’s tenant, oldest first.',
    access: 'environments:read',
    returns: EnvironmentListResponse,
    problems: [ForeignTenant],
    action: 'environment.list',
  })
  @Header('Cache-Control', CACHE_CONTROL)
  @Get()
  async list(
    @Caller() caller: Principal,
    @Query() { tenant }: OwnTenantQuery,
  ): Promise<EnvironmentListResponse> {
    if (tenant !== undefined) ownTenant(caller, tenant);
    const items = (await this.environments.list(caller)).map((one) => EnvironmentResponse.of(one));
    return { items, total: items.length };
  }

  @Endpoint({
    summary: 'Get an environment',
    description: 'One environment with its present revision.',
    access: 'environments:read',
    returns: EnvironmentResponse,
    problems: [EnvironmentNotFound, ForeignTenant],
    action: 'environment.get',
    headers: { ETag: 'Entity tag of the environment with its flags and segments, for `If-Match`.' },
  })
  @Header('Cache-Control', CACHE_CONTROL)
  @Get(':environment')
  async get(
    @Caller() caller: Principal,
    @Param() { environment }: EnvironmentPath,
    @Query() { tenant }: OwnTenantQuery,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<EnvironmentResponse> {
    if (tenant !== undefined) ownTenant(caller, tenant);
    const found = await this.environments.get(caller, environment);
    reply.header('ETag', tagOf(found));
    return EnvironmentResponse.of(found);
  }

  @Endpoint({
    summary: 'Add an environment',
    description:
      'The new environment is empty, at revision 0. Its name can never be changed; promote flags into it from another one.',
    access: 'environments:write',
    status: 201,
    returns: EnvironmentResponse,
    problems: [EnvironmentNameTaken, EnvironmentLimitReached, ForeignTenant, Forbidden],
    action: 'environment.create',
    headers: { Location: 'Path of the new environment.' },
  })
  @Post()
  async create(
    @Caller() caller: Principal,
    @Body() { tenant, name }: CreateEnvironmentRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<EnvironmentResponse> {
    ownTenant(caller, tenant);
    const created = await this.environments.create(caller, name);
    reply.header('Location', `/environments/${created.name}`);
    return EnvironmentResponse.of(created);
  }

  @Endpoint({
    summary: 'Delete an environment',
    description:
      'Deletes an environment that has no flags and no segments any more, with its API keys (they open nothing from then on, and their streams end), its usage and its sampled contexts. The audit log stays. One that is made again under the same name is another one, at revision 0. `tenant` and `env` come as JSON body or as query.',
    access: 'environments:write',
    status: 204,
    problems: [
      EnvironmentNotFound,
      EnvironmentNotEmpty,
      LastEnvironment,
      PreconditionFailed,
      ForeignTenant,
      Forbidden,
    ],
    action: 'environment.delete',
    conditions: ['If-Match'],
  })
  @Delete()
  async delete(
    @Caller() caller: Principal,
    @Body() body: DeleteEnvironmentRequest,
    @Query() query: DeleteEnvironmentQuery,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    const { tenant, env } = addressIn(['tenant', 'env'], body, query);
    ownTenant(caller, tenant);
    await this.removal.remove(caller, env, { ifMatch });
  }
}

function tagOf({ id, revision, epoch }: Environment): string {
  return strongTag({ id, version: revision }, epoch);
}
