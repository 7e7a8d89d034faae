import { Body, Controller, Get, Header, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Forbidden, ForeignTenant, ownTenant, type Principal } from '@app/kernel';
import { Caller } from '@app/platform/context';
import { Endpoint } from '@app/platform/openapi';
import { Environments } from '../application/environments';
import {
  EnvironmentLimitReached,
  EnvironmentNameTaken,
  EnvironmentNotFound,
} from '../domain/tenancy.errors';
import { CreateEnvironmentRequest } from './dto/create-environment.request';
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
  constructor(private readonly environments: Environments) {}

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
  })
  @Header('Cache-Control', CACHE_CONTROL)
  @Get(':environment')
  async get(
    @Caller() caller: Principal,
    @Param() { environment }: EnvironmentPath,
    @Query() { tenant }: OwnTenantQuery,
  ): Promise<EnvironmentResponse> {
    if (tenant !== undefined) ownTenant(caller, tenant);
    return EnvironmentResponse.of(await this.environments.get(caller, environment));
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
}
