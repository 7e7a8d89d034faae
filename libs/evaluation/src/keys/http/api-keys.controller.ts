import { Body, Controller, Delete, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ForeignTenant, ownTenant, type Principal } from '@app/kernel';
import { Caller } from '@app/platform/context';
import { Endpoint } from '@app/platform/openapi';
import { EnvironmentNotFound } from '@app/tenancy';
import { ApiKeys } from '../application/api-keys';
import {
  ApiKeyExpiresInThePast,
  ApiKeyLimitReached,
  ApiKeyNeedsEnvironment,
  ApiKeyNotFound,
} from '../domain/key.errors';
import { ApiKeyListResponse } from './dto/api-key-list.response';
import { ApiKeyPath } from './dto/api-key.path';
import { ApiKeyResponse } from './dto/api-key.response';
import { CreateApiKeyRequest } from './dto/create-api-key.request';
import { IssuedKeyResponse } from './dto/issued-key.response';
import { RotateApiKeyRequest } from './dto/rotate-api-key.request';
import { TenantQuery } from './dto/tenant.query';

/** The part of a reply that this controller touches. */
interface Reply {
  header(name: string, value: string): unknown;
}

/** Credentials of workloads. */
@ApiTags('API keys')
@Controller('api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeys) {}

  @Endpoint({
    summary: 'List API keys',
    description:
      'Every key of the tenant that still opens something, newest first, without its secret.',
    access: 'keys:read',
    returns: ApiKeyListResponse,
    problems: [ForeignTenant],
    action: 'api_key.list',
  })
  @Get()
  async list(
    @Caller() caller: Principal,
    @Query() { tenant }: TenantQuery,
  ): Promise<ApiKeyListResponse> {
    if (tenant !== undefined) ownTenant(caller, tenant);
    const items = (await this.keys.list(caller)).map((key) => ApiKeyResponse.of(key));
    return { items, total: items.length };
  }

  @Endpoint({
    summary: 'Make an API key',
    description:
      'The answer holds the secret, this once; it is stored hashed. `Idempotency-Key` is not taken here.',
    access: 'keys:write',
    status: 201,
    returns: IssuedKeyResponse,
    problems: [
      EnvironmentNotFound,
      ApiKeyNeedsEnvironment,
      ApiKeyExpiresInThePast,
      ApiKeyLimitReached,
    ],
    action: 'api_key.create',
    headers: { Location: 'Path of the new key.' },
    idempotent: false,
  })
  @Post()
  async create(
    @Caller() caller: Principal,
    @Body() request: CreateApiKeyRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<IssuedKeyResponse> {
    ownTenant(caller, request.tenant);
    const issued = await this.keys.create(caller, CreateApiKeyRequest.toNewKey(request));
    reply.header('Location', `/api-keys/${issued.key.id}`);
    return IssuedKeyResponse.ofIssued(issued);
  }

  @Endpoint({
    summary: 'Rotate an API key',
    description: 'A new secret for the same key; the former one opens for `overlapSeconds` more.',
    access: 'keys:write',
    returns: IssuedKeyResponse,
    problems: [ApiKeyNotFound],
    action: 'api_key.rotate',
    idempotent: false,
  })
  @Post(':id/rotate')
  async rotate(
    @Caller() caller: Principal,
    @Param() { id }: ApiKeyPath,
    @Body() { overlapSeconds }: RotateApiKeyRequest,
  ): Promise<IssuedKeyResponse> {
    return IssuedKeyResponse.ofIssued(await this.keys.rotate(caller, id, overlapSeconds));
  }

  @Endpoint({
    summary: 'Revoke an API key',
    description:
      'It opens nothing any more, on every process within a second; its streams are closed.',
    access: 'keys:write',
    status: 204,
    problems: [ApiKeyNotFound],
    action: 'api_key.revoke',
  })
  @Delete(':id')
  async revoke(@Caller() caller: Principal, @Param() { id }: ApiKeyPath): Promise<void> {
    await this.keys.revoke(caller, id);
  }
}
