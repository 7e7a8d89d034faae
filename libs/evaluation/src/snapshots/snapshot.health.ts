import { Injectable } from '@nestjs/common';
import { HealthContributor, HealthRegistry, type HealthStatus } from '@app/platform/health';
import { SnapshotPoller } from './snapshot.poller';

/** Says when answers come from memory that nobody can confirm. */
@Injectable()
export class SnapshotHealth extends HealthContributor {
  override readonly name = 'evaluation';
  override readonly kind = 'optional' as const;

  constructor(
    registry: HealthRegistry,
    private readonly poller: SnapshotPoller,
  ) {
    super();
    registry.register(this);
  }

  override check(): Promise<HealthStatus> {
    if (!this.poller.unconfirmed) return Promise.resolve({ status: 'up' });
    return Promise.resolve({
      status: 'degraded',
      detail: 'Snapshots cannot be confirmed; answers come from memory and may be out of date.',
    });
  }
}
