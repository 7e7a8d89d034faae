import { Injectable, Logger } from '@nestjs/common';
import type { DomainEvent } from '@app/kernel';
import { FeatureMetrics } from './feature.metrics';
import { FlagLists } from './flag-lists';
import { type TouchedList, touchedLists } from './touched-lists';

/** Puts the flag lists that events changed out of the cache. */
@Injectable()
export class CacheInvalidation {
  private readonly logger = new Logger(CacheInvalidation.name);

  constructor(
    private readonly lists: FlagLists,
    private readonly metrics: FeatureMetrics,
  ) {}

  /** @throws the first failure, after every list was tried */
  async afterCommit(events: readonly DomainEvent[]): Promise<void> {
    const outcomes = await Promise.allSettled(touchedLists(events).map((list) => this.drop(list)));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  private async drop({ key, committed }: TouchedList): Promise<void> {
    try {
      await this.lists.invalidate(key, committed);
      this.metrics.invalidation('success');
    } catch (error) {
      this.metrics.invalidation('failure');
      this.logger.warn({ err: error, ...key }, 'A cached flag list could not be deleted yet.');
      throw error;
    }
  }
}
