import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ForeignTenant, InvalidRequest, ownTenant, type Principal } from '@app/kernel';
import { Caller } from '@app/platform/context';
import { Endpoint } from '@app/platform/openapi';
import { EnvironmentNotFound } from '@app/tenancy';
import { Drafts } from '../application/drafts';
import { FlagNotFound, FlagValueTypeTaken, StillInUse } from '../domain/flag.errors';
import { ExplainFlagRequest, ValidateFlagRequest } from './dto/draft.requests';
import { ExplanationResponse, ValidationResponse } from './dto/draft.responses';
import { patchOf } from './dto/upsert-flag.request';
import { placedIn } from './placed-in';

/** Flags looked at before, or instead of, being written. */
@ApiTags('Features')
@Controller('features')
export class DraftsController {
  constructor(private readonly drafts: Drafts) {}

  @Endpoint({
    summary: 'Validate a flag without writing it',
    description:
      'Takes what `POST /features` takes, and answers what it would be refused or warned for. Nothing is written.',
    access: 'flags:read',
    returns: ValidationResponse,
    problems: [EnvironmentNotFound, ForeignTenant, InvalidRequest],
    action: 'flag.validate',
    apiKey: true,
  })
  @Post('validate')
  async validate(
    @Caller() caller: Principal,
    @Body() body: ValidateFlagRequest,
  ): Promise<ValidationResponse> {
    const { tenant, env: environment, key } = body;
    ownTenant(caller, tenant);
    const check = await this.drafts.validate(caller, { environment, key, set: patchOf(body) });
    return ValidationResponse.of(check);
  }

  @Endpoint({
    summary: 'Explain an answer',
    description:
      'Which prerequisite, target, rule and condition matched or not, with the values compared, bucket and threshold: of the stored flag, or of a draft in the body.',
    access: 'flags:read',
    returns: ExplanationResponse,
    problems: [
      FlagNotFound,
      EnvironmentNotFound,
      ForeignTenant,
      InvalidRequest,
      FlagValueTypeTaken,
      StillInUse,
    ],
    action: 'flag.explain',
    apiKey: true,
  })
  @Post('explain')
  async explain(
    @Caller() caller: Principal,
    @Body() { tenant, env: environment, key, context, now, draft }: ExplainFlagRequest,
  ): Promise<ExplanationResponse> {
    ownTenant(caller, tenant);
    const explaining = this.drafts.explain(caller, {
      environment,
      key,
      context,
      ...(now !== undefined && { now: Date.parse(now) }),
      ...(draft !== undefined && { draft: { ...draft } }),
    });
    return ExplanationResponse.of(await placedIn('draft', explaining));
  }
}
