import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ForeignTenant,
  InvalidRequest,
  type JsonValue,
  ownTenant,
  PreconditionFailed,
  type Principal,
} from '@app/kernel';
import { Caller } from '@app/platform/context';
import { Endpoint } from '@app/platform/openapi';
import { EnvironmentNotFound } from '@app/tenancy';
import { type PromotionOrder, type PromotionReport, Promotions } from '../application/promotions';
import { PromotionConflict } from '../domain/promotion.errors';
import { PromoteRequest } from './dto/promote.request';
import { PromotionResponse } from './dto/promotion.response';

/** Flags carried from one environment to another. */
@ApiTags('Features')
@Controller('features/promote')
export class PromotionController {
  constructor(private readonly promotions: Promotions) {}

  @Endpoint({
    summary: 'Promote flags between environments',
    description:
      'Plans what has to change in the target for the chosen flags to be there as the source has them and, unless `dryRun`, does it in one transaction. The dry run and the run come to the same items on the same state.',
    access: 'flags:promote',
    returns: PromotionResponse,
    problems: [
      PromotionConflict,
      PreconditionFailed,
      InvalidRequest,
      EnvironmentNotFound,
      ForeignTenant,
    ],
    action: 'flag.promote',
    apiKey: true,
  })
  @Post()
  async promote(
    @Caller() caller: Principal,
    @Body() { tenant, dryRun = false, ...order }: PromoteRequest,
  ): Promise<PromotionResponse> {
    ownTenant(caller, tenant);
    const full = orderOf(order);
    const report = dryRun
      ? await this.promotions.dryRun(caller, full)
      : await this.promotions.run(caller, full, refusal);
    return PromotionResponse.of(report);
  }
}

/** What is not said is the default. */
export function orderOf(request: Omit<PromoteRequest, 'tenant' | 'dryRun'>): PromotionOrder {
  const { conflictPolicy = 'fail', keepEnabled = false, withDependencies = false } = request;
  return { ...request, conflictPolicy, keepEnabled, withDependencies };
}

/** The refusal shows the plan as a dry run would. */
export function refusal(report: PromotionReport): PromotionConflict {
  return new PromotionConflict(PromotionResponse.of(report) as unknown as JsonValue);
}
