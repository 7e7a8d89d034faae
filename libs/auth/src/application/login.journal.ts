import { setImmediate as afterTheAnswer } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Clock, type NewDomainEvent, type TenantSlug, UnitOfWork } from '@app/kernel';
import { InjectMetric } from '@willsoto/nestjs-prometheus';
import type { Counter } from 'prom-client';
import QuickLRU from 'quick-lru';
import { loginRefused } from '../domain/auth.events';

/** Counter of logins by outcome. */
export const AUTH_LOGINS_TOTAL = 'auth_logins_total';

export type LoginOutcome = 'success' | 'failure' | 'limited';

interface Window {
  readonly startedAt: number;
  recorded: number;
  unrecorded: number;
}

const WINDOW_MS = 60_000;
/** Refusals of one tenant that become audit events within a window; the rest are counted in the next. */
const MAX_RECORDED = 10;
const MAX_TENANTS = 10_000;

/** What becomes of passwords that are asked for, as operators and auditors learn of it. */
@Injectable()
export class LoginJournal implements OnModuleDestroy {
  private readonly logger = new Logger('Login');
  private readonly windows = new QuickLRU<string, Window>({ maxSize: MAX_TENANTS });
  private readonly writing = new Set<Promise<void>>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @InjectMetric(AUTH_LOGINS_TOTAL) private readonly logins: Counter<'outcome'>,
  ) {}

  count(outcome: LoginOutcome): void {
    this.logins.inc({ outcome });
  }

  /**
   * Notes a refused login. A tenant that does not exist has no audit log, only the line in ours.
   * The event is written after the answer, which must not take longer for a tenant that exists.
   */
  refused(named: TenantSlug, tenant: NewDomainEvent['tenant'] | undefined): void {
    this.count('failure');
    this.logger.log({ tenant: named }, 'A login was refused.');
    if (tenant === undefined) return;
    const window = this.windowOf(tenant.id);
    if (window.recorded >= MAX_RECORDED) {
      window.unrecorded += 1;
      return;
    }
    window.recorded += 1;
    this.writeLater(loginRefused(tenant, window.unrecorded));
    window.unrecorded = 0;
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.writing);
  }

  private windowOf(tenantId: string): Window {
    const now = this.clock.now();
    const known = this.windows.get(tenantId);
    if (known !== undefined && now - known.startedAt < WINDOW_MS) return known;
    const fresh: Window = { startedAt: now, recorded: 0, unrecorded: known?.unrecorded ?? 0 };
    this.windows.set(tenantId, fresh);
    return fresh;
  }

  private writeLater(event: NewDomainEvent): void {
    const written = afterTheAnswer()
      .then(() => this.unitOfWork.run(async (tx) => void tx.record(event)))
      .catch((error: unknown) => {
        this.logger.warn({ err: error }, 'A refused login could not be recorded.');
      })
      .finally(() => this.writing.delete(written));
    this.writing.add(written);
  }
}
