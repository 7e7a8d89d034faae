import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@app/kernel';
import { Broadcast } from '@app/platform/broadcast';
import { type DeliveryOutcome, EventSink } from '../event.sink';
import { newestRevisions, REVISIONS_CHANNEL } from './newest-revisions';

/** Tells every process which revisions exist: one message per environment and batch, the newest. */
@Injectable()
export class RevisionBroadcastSink extends EventSink {
  override readonly name = 'revision-broadcast';

  constructor(private readonly broadcast: Broadcast) {
    super();
  }

  override async deliver(
    events: readonly DomainEvent[],
  ): Promise<ReadonlyMap<string, DeliveryOutcome>> {
    for (const revision of newestRevisions(events)) {
      await this.broadcast.publish(REVISIONS_CHANNEL, { ...revision });
    }
    return new Map();
  }
}
