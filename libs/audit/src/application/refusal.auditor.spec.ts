import { Logger } from '@nestjs/common';
import type { DomainEvent, Principal, TenantSlug, Tx, UnitOfWork } from '@app/kernel';
import { AsyncLocalRequestContext, UuidV7Generator } from '@app/platform/context';
import { DomainEventFactory } from '@app/outbox';
import { eventually } from '@app/testing';
import { Counter, Registry } from 'prom-client';
import { InMemoryUnitOfWork } from '../../../outbox/src/testing/in-memory-unit-of-work';
import { ManualClock } from '../testing/manual-clock';
import { RefusalAuditor } from './refusal.auditor';

const MINUTE_MS = 60_000;

describe('the record of refusals', () => {
  let clock: ManualClock;
  let context: AsyncLocalRequestContext;
  let unitOfWork: InMemoryUnitOfWork;
  let dropped: Counter;

  beforeEach(() => {
    Logger.overrideLogger(false);
    clock = new ManualClock();
    context = new AsyncLocalRequestContext();
    const events = new DomainEventFactory(clock, new UuidV7Generator(), context);
    unitOfWork = new InMemoryUnitOfWork(events, context);
    dropped = new Counter({ name: 'dropped', help: 'In a test.', registers: [new Registry()] });
  });

  const auditor = (unit: UnitOfWork = unitOfWork) => new RefusalAuditor(unit, clock, dropped);

  const zebra: Principal = {
    tenantId: '0199a3c2-7a51-7c3e-b0a5-000000000001',
    tenant: 'zebra' as TenantSlug,
    actor: { type: 'user', id: 'u-1' },
    scopes: new Set(),
  };
  const refusal = (principal: Principal | undefined = zebra) => ({
    principal,
    code: 'tenant.foreign',
    status: 403,
    method: 'GET',
    route: '/features',
  });
  const recorded = (count: number): Promise<DomainEvent[]> =>
    eventually(() => {
      expect(unitOfWork.log).toHaveLength(count);
      return unitOfWork.log;
    });
  const droppedCount = async () => (await dropped.get()).values[0]?.value;

  it('is an event of the caller’s own tenant, with the request it came from', async () => {
    const state = { requestId: 'r-1', ip: '203.0.113.7', committed: [] };
    context.run(state, () => auditor().record(refusal()));
    const [event] = await recorded(1);
    expect(event).toMatchObject({
      action: 'access.refused',
      outcome: 'failure',
      tenant: { id: zebra.tenantId, slug: 'zebra' },
      actor: zebra.actor,
      requestId: 'r-1',
      ip: '203.0.113.7',
      after: { code: 'tenant.foreign', status: 403, method: 'GET', route: '/features' },
    });
  });

  it('leaves out refusals of nobody, which belong to no tenant', async () => {
    const one = auditor();
    one.record({ ...refusal(), principal: undefined });
    one.record(refusal());
    await recorded(1);
  });

  it('is bounded per tenant and minute, and counts what it left out', async () => {
    const one = auditor();
    for (let number = 1; number <= 30; number += 1) {
      one.record(refusal());
      await recorded(number);
    }
    one.record(refusal());
    one.record(refusal());
    one.record(refusal({ ...zebra, tenantId: 'another' }));
    await recorded(31);
    expect(await droppedCount()).toBe(2);

    clock.advance(MINUTE_MS);
    one.record(refusal());
    const events = await recorded(32);
    expect(events.at(-1)?.after).toMatchObject({ suppressed: 2 });
  });

  it('does not pile up writes while the database is slow', async () => {
    const { promise: release, resolve } = Promise.withResolvers<void>();
    let started = 0;
    const slow = {
      run: async <T>(work: (tx: Tx) => Promise<T>) => {
        started += 1;
        await release;
        return unitOfWork.run(work);
      },
    };
    const one = auditor(slow);
    for (let number = 0; number < 20; number += 1) one.record(refusal());
    expect(started).toBe(4);
    expect(await droppedCount()).toBe(16);
    const ended = one.onModuleDestroy();
    resolve();
    await ended;
    await recorded(4);
  });

  it('disturbs nobody when the database is lost', async () => {
    const lost = { run: () => Promise.reject(new Error('connection refused')) };
    const one = auditor(lost);
    one.record(refusal());
    await one.onModuleDestroy();
    expect(await droppedCount()).toBe(1);
  });
});
