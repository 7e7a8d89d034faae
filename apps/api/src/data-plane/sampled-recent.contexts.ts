import { Injectable } from '@nestjs/common';
import { RecentContexts, type RecentSample } from '@app/feature';
import { ContextSamplings } from '@app/usage';

/** Where drafts meet the contexts that were evaluated lately: the rooms that keep them do not know each other. */
@Injectable()
export class SampledRecentContexts extends RecentContexts {
  constructor(private readonly samplings: ContextSamplings) {
    super();
  }

  override async of(tenantId: string, environmentId: string): Promise<RecentSample> {
    const { sampling, sample } = await this.samplings.reportOf({ tenantId, environmentId });
    const { enabled, attributes, targetingKey } = sampling;
    return { ...sample, enabled, attributes, targetingKey };
  }
}
