import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Clock, type NewDomainEvent, type Principal, UnitOfWork } from '@app/kernel';
import { InjectMetric } from '@willsoto/nestjs-prometheus';
import { Counter } from 'prom-client';
import { AUDIT_REFUSALS_DROPPED } from '../audit.metrics';
import { RefusalQuota } from './refusal.quota';

/** A request that was answered with 401 or 403. */
export interface Refusal {
  /** Who asked, where that is known. A refusal of nobody belongs to no tenant and is not recorded. */
  readonly principal: Principal | undefined;
  /** Code of the problem: `auth.forbidden`, `tenant.foreign`. */
  readonly code: string;
  readonly status: number;
  readonly method: string;
  /** The route's template, never the path with what the caller put into it. */
  readonly route: string;
}

const MOST_AT_ONCE = 4;
const FAREWELL_MS = 2_000;

/**
 * Records refusals in the log of the caller's own tenant. It holds up nobody: `record` returns at once,
 * a tenant that is refused in a loop is recorded a number of times per minute, and what is dropped is
 * counted in the next event and in the metrics.
 */
@Injectable()
export class RefusalAuditor implements OnModuleDestroy {
  private readonly logger = new Logger(RefusalAuditor.name);
  private readonly quota: RefusalQuota;
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    clock: Clock,
    @InjectMetric(AUDIT_REFUSALS_DROPPED) private readonly dropped: Counter,
  ) {
    this.quota = new RefusalQuota(clock);
  }

  /** Never throws, never waits. Call it inside the request's context, which names the request. */
  record(refusal: Refusal): void {
    const { principal } = refusal;
    if (principal === undefined) return;
    const suppressed =
      this.underWay.size < MOST_AT_ONCE ? this.quota.take(principal.tenantId) : undefined;
    if (suppressed === undefined) {
      this.quota.miss(principal.tenantId);
      this.dropped.inc();
      return;
    }
    const writing = this.write(eventOf(refusal, principal, suppressed));
    this.underWay.add(writing);
    void writing.then(() => this.underWay.delete(writing));
  }

  /** Waits a moment for what is being written. */
  async onModuleDestroy(): Promise<void> {
    const { promise: deadline, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, FAREWELL_MS);
    await Promise.race([Promise.all(this.underWay), deadline]);
    clearTimeout(timer);
  }

  private async write(event: NewDomainEvent): Promise<void> {
    try {
      await this.unitOfWork.run(async (tx) => tx.record(event));
    } catch (error) {
      this.dropped.inc();
      this.logger.warn({ err: error }, 'A refusal was not recorded.');
    }
  }
}

function eventOf(
  { code, status, method, route }: Refusal,
  principal: Principal,
  suppressed: number,
): NewDomainEvent {
  return {
    action: 'access.refused',
    tenant: { id: principal.tenantId, slug: principal.tenant },
    actor: principal.actor,
    outcome: 'failure',
    after: { code, status, method, route, ...(suppressed === 0 ? {} : { suppressed }) },
  };
}
