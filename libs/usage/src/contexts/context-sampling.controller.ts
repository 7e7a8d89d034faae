import { Body, Controller, Delete, Get, Headers, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ForeignTenant,
  InvalidRequest,
  ownTenant,
  PreconditionFailed,
  type Principal,
} from '@app/kernel';
import { Caller } from '@app/platform/context';
import { Endpoint } from '@app/platform/openapi';
import { EnvironmentNotFound, EnvironmentQuery } from '@app/tenancy';
import { ContextSamplings } from './context.samplings';
import { ContextSamplingRequest } from './dto/context-sampling.request';
import { ContextSamplingResponse } from './dto/context-sampling.response';

const ETAG_HEADER = {
  ETag: 'Entity tag of the order, for `If-Match`; the sample is no part of it.',
};

/** The part of a reply that this controller touches. */
interface Reply {
  header(name: string, value: string): unknown;
}

/** Which contexts of those evaluated lately an environment keeps. */
@ApiTags('Usage')
@Controller('context-sampling')
export class ContextSamplingController {
  constructor(private readonly samplings: ContextSamplings) {}

  @Endpoint({
    summary: 'Get which recent contexts are kept',
    description: 'None, until somebody switches it on.',
    access: 'flags:read',
    returns: ContextSamplingResponse,
    problems: [EnvironmentNotFound, ForeignTenant],
    action: 'context_sampling.get',
    headers: ETAG_HEADER,
    apiKey: true,
  })
  @Get()
  async get(
    @Caller() caller: Principal,
    @Query() { tenant, env }: EnvironmentQuery,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ContextSamplingResponse> {
    ownTenant(caller, tenant);
    const report = await this.samplings.get(caller, env);
    reply.header('ETag', report.etag);
    return ContextSamplingResponse.of(env, report);
  }

  @Endpoint({
    summary: 'Set which recent contexts are kept',
    description:
      'A sample of the contexts that are evaluated, reduced to the attributes named, for `POST /features/impact`. In force on every process within seconds. What is kept and is more than the new order allows (an attribute that is no longer named, a plain targeting key) is forgotten at once.',
    access: 'environments:write',
    returns: ContextSamplingResponse,
    problems: [EnvironmentNotFound, ForeignTenant, InvalidRequest, PreconditionFailed],
    action: 'context_sampling.update',
    conditions: ['If-Match'],
    headers: ETAG_HEADER,
  })
  @Put()
  async put(
    @Caller() caller: Principal,
    @Body() request: ContextSamplingRequest,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ContextSamplingResponse> {
    ownTenant(caller, request.tenant);
    const { env } = request;
    const after = ContextSamplingRequest.toSampling(request);
    const report = await this.samplings.put(caller, env, { after, conditions: { ifMatch } });
    reply.header('ETag', report.etag);
    return ContextSamplingResponse.of(env, report);
  }

  @Endpoint({
    summary: 'Forget the recent contexts',
    description: 'All that is kept of the environment. What is kept from now on stays as ordered.',
    access: 'environments:write',
    status: 204,
    problems: [EnvironmentNotFound, ForeignTenant],
    action: 'context_sampling.clear',
  })
  @Delete('contexts')
  async clear(
    @Caller() caller: Principal,
    @Query() { tenant, env }: EnvironmentQuery,
  ): Promise<void> {
    ownTenant(caller, tenant);
    await this.samplings.clear(caller, env);
  }
}
