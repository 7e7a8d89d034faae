import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { JsonValue } from '@app/kernel';
import { type RevisionMessage, REVISIONS_CHANNEL } from '@app/outbox';
import { Broadcast } from '@app/platform/broadcast';
import { KeptSweep } from '../kept/kept.sweep';
import { SnapshotPoller } from './snapshot.poller';
import { SnapshotStore } from './snapshot.store';

/** Hears of committed revisions, whichever process wrote them. */
@Injectable()
export class RevisionListener implements OnApplicationBootstrap, OnModuleDestroy {
  private unsubscribe: () => void = () => undefined;

  constructor(
    private readonly broadcast: Broadcast,
    private readonly store: SnapshotStore,
    private readonly poller: SnapshotPoller,
    private readonly sweep: KeptSweep,
  ) {}

  onApplicationBootstrap(): void {
    this.unsubscribe = this.broadcast.subscribe(
      REVISIONS_CHANNEL,
      (message) => this.heard(message),
      // Whatever was said while nobody listened is found by asking.
      () => void this.poller.pollNow(),
    );
  }

  onModuleDestroy(): void {
    this.unsubscribe();
  }

  private heard(message: JsonValue): void {
    if (!isRevision(message)) return;
    this.store.heard(message.environmentId, message);
    this.sweep.heard(message);
  }
}

function isRevision(message: JsonValue): message is JsonValue & RevisionMessage {
  return (
    typeof message === 'object' &&
    message !== null &&
    'environmentId' in message &&
    'tenantId' in message &&
    typeof message['epoch'] === 'string' &&
    typeof message['revision'] === 'number'
  );
}
