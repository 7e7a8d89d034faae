import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
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
    private readonly clock: Clock,
  ) {
    super();
    registry.register(this);
  }

  override check(): Promise<HealthStatus> {
    if (!this.poller.unconfirmed) return Promise.resolve({ status: 'up' });
    return Promise.resolve({
      status: 'degraded',
      detail: `Snapshots were last confirmed ${this.age()} s ago; answers may be out of date.`,
    });
  }

  /** In whole seconds. */
  private age(): number {
    return Math.floor((this.clock.now() - this.poller.confirmedAt) / 1000);
  }
}
