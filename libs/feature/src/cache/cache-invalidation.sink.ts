import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@app/kernel';
import { type DeliveryOutcome, EventSink } from '@app/outbox';
import { CacheInvalidation } from '../application/cache-invalidation';

/** Repeats the deletion of cached lists for every committed event, until the cache has taken it. */
@Injectable()
export class CacheInvalidationSink extends EventSink {
  readonly name = 'feature-list-cache';

  constructor(private readonly invalidation: CacheInvalidation) {
    super();
  }

  override async deliver(
    events: readonly DomainEvent[],
  ): Promise<ReadonlyMap<string, DeliveryOutcome>> {
    await this.invalidation.afterCommit(events);
    return new Map();
  }
}
