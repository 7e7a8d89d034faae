import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@app/kernel';
import { newestRevisions, type RevisionMessage, REVISIONS_CHANNEL } from '@app/outbox';
import { Broadcast } from '@app/platform/broadcast';
import { follows } from './environment-ref';
import { SnapshotStore } from './snapshot.store';

/**
 * Tells of revisions that were committed here: this process at once, the others by broadcast. They need not wait for
 * the relay then, which may run in another process and hears of the commit when it next looks.
 */
@Injectable()
export class RevisionNews {
  /** By environment. */
  private readonly unsent = new Map<string, RevisionMessage>();
  private sending = false;

  constructor(
    private readonly broadcast: Broadcast,
    private readonly store: SnapshotStore,
  ) {}

  /** Holds up nobody and never throws: what cannot be sent is repeated by the relay, and found by the others' poll. */
  tell(committed: readonly DomainEvent[]): void {
    for (const revision of newestRevisions(committed)) {
      this.store.heard(revision.environmentId, revision);
      this.add(revision);
    }
    if (!this.sending) void this.send();
  }

  /** Of two writes the one that was committed first may be told of last. */
  private add(revision: RevisionMessage): void {
    const waiting = this.unsent.get(revision.environmentId);
    if (waiting !== undefined && follows(waiting, revision)) return;
    this.unsent.set(revision.environmentId, revision);
  }

  /** One message at a time: what is committed while one is on its way is told of together. */
  private async send(): Promise<void> {
    this.sending = true;
    for (const [environmentId, revision] of this.unsent) {
      this.unsent.delete(environmentId);
      await this.broadcast.publish(REVISIONS_CHANNEL, { ...revision }).catch(() => undefined);
    }
    this.sending = false;
  }
}
