import { Injectable } from '@nestjs/common';
import { HealthContributor, HealthRegistry, type HealthStatus } from '@app/platform/health';
import { Revocations } from './revocations';

const UNREAD: HealthStatus = {
  status: 'degraded',
  detail: 'No session opens until the list of sessions that have ended has been read.',
};

/** Says while sessions cannot be judged yet: behind a start without the database. */
@Injectable()
export class SessionHealth extends HealthContributor {
  override readonly name = 'sessions';
  override readonly kind = 'optional' as const;

  constructor(
    registry: HealthRegistry,
    private readonly revocations: Revocations,
  ) {
    super();
    registry.register(this);
  }

  override check(): Promise<HealthStatus> {
    return Promise.resolve(this.revocations.unread ? UNREAD : { status: 'up' });
  }
}
