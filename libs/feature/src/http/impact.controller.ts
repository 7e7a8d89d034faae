import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ForeignTenant, InvalidRequest, ownTenant, type Principal } from '@app/kernel';
import { Caller } from '@app/platform/context';
import { Endpoint } from '@app/platform/openapi';
import { EnvironmentNotFound } from '@app/tenancy';
import { type Impact, Impacts } from '../application/impacts';
import { FlagValueTypeTaken, StillInUse } from '../domain/flag.errors';
import { PromotionConflict } from '../domain/promotion.errors';
import { ImpactRequest } from './dto/impact.request';
import { ImpactResponse } from './dto/impact.response';
import { placedIn } from './placed-in';
import { orderOf, refusal } from './promotion.controller';

/** Who would get another variant. */
@ApiTags('Features')
@Controller('features/impact')
export class ImpactController {
  constructor(private readonly impacts: Impacts) {}

  @Endpoint({
    summary: 'See who a change would concern',
    description:
      'Runs a flag as it would be written, or a whole promotion, over the contexts that the environment evaluated lately (`PUT /context-sampling`), and counts who would get another variant or value: of that flag and of all that depend on it. Nothing is written.',
    access: 'flags:read',
    returns: ImpactResponse,
    problems: [
      EnvironmentNotFound,
      ForeignTenant,
      InvalidRequest,
      FlagValueTypeTaken,
      StillInUse,
      PromotionConflict,
    ],
    action: 'flag.impact',
    apiKey: true,
  })
  @Post()
  async impact(@Caller() caller: Principal, @Body() body: ImpactRequest): Promise<ImpactResponse> {
    ownTenant(caller, body.tenant);
    return ImpactResponse.of(await this.of(caller, body));
  }

  private of(
    caller: Principal,
    { env, feature, promotion, ...body }: ImpactRequest,
  ): Promise<Impact> {
    const now = body.now == null ? undefined : Date.parse(body.now);
    if (feature != null && promotion == null) {
      if (env == null) throw invalid('#/env', '"env" names the environment of "feature".');
      const { key, ...set } = feature;
      const impact = this.impacts.ofDraft(caller, { environment: env, key, set }, now);
      return placedIn('feature', impact);
    }
    if (promotion == null || feature != null) {
      throw invalid('#', 'Send either "feature" or "promotion".');
    }
    if (env != null) throw invalid('#/env', 'A promotion names its environments itself.');
    const order = orderOf(promotion);
    const impact = this.impacts.ofPromotion(caller, order, { now, refuse: refusal });
    return placedIn('promotion', impact);
  }
}

function invalid(pointer: string, detail: string): InvalidRequest {
  return new InvalidRequest([{ pointer, detail }]);
}
