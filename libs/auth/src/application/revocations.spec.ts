import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { DomainEventFactory } from '@app/outbox';
import { AsyncLocalRequestContext, SystemClock, UuidV7Generator } from '@app/platform/context';
import { HealthRegistry } from '@app/platform/health';
import { eventually } from '@app/testing';
import { InMemoryUnitOfWork } from '../../../outbox/src/testing/in-memory-unit-of-work';
import type { Revocation } from '../domain/revocation';
import type { Session } from '../domain/session';
import { aSession } from '../testing/auth.builders';
import { InMemoryRevocationStore } from '../testing/in-memory-revocation.store';
import { ManualClock } from '../testing/manual.clock';
import { revocationStoreContract } from '../testing/revocation-store.contract';
import { Revocations } from './revocations';
import { SessionHealth } from './session.health';

function unitOfWork(): InMemoryUnitOfWork {
  const context = new AsyncLocalRequestContext();
  const events = new DomainEventFactory(new SystemClock(), new UuidV7Generator(), context);
  return new InMemoryUnitOfWork(events, context);
}

describe('revocations in memory', () =>
  revocationStoreContract(() => ({
    store: new InMemoryRevocationStore(new SystemClock()),
    unitOfWork: unitOfWork(),
  })));

describe('the revocations that a process knows', () => {
  const clock = new ManualClock();
  let store: InMemoryRevocationStore;
  let revocations: Revocations;

  const endOf = ({ tokenId }: Session): Revocation => ({
    kind: 'token',
    tenantId: randomUUID(),
    tokenId,
    expiresAt: new Date(clock.now() + 3_600_000),
  });
  const elsewhere = (session: Session): Promise<void> =>
    unitOfWork().run((tx) => store.add(tx, endOf(session)));

  beforeEach(() => {
    store = new InMemoryRevocationStore(clock);
    revocations = new Revocations(store, clock);
  });
  afterEach(() => revocations.onModuleDestroy());

  it('are those of before it started', async () => {
    const session = aSession();
    await elsewhere(session);
    await revocations.onApplicationBootstrap();
    expect(revocations.covers(session)).toBe(true);
  });

  it('are its own at once, and those of other processes within a second', async () => {
    await revocations.onApplicationBootstrap();
    const [own, foreign] = [aSession(), aSession()];
    revocations.remember(endOf(own));
    expect(revocations.covers(own)).toBe(true);
    await elsewhere(foreign);
    await eventually(() => expect(revocations.covers(foreign)).toBe(true), 1_500);
  });

  it('include what was committed late, though it was made before the last reading', async () => {
    const storeClock = new ManualClock();
    store = new InMemoryRevocationStore(storeClock);
    revocations = new Revocations(store, clock);
    await revocations.onApplicationBootstrap();
    clock.advance(30_000);
    await revocations.poll();
    const late = aSession();
    await elsewhere(late); // made half a minute ago, visible only now
    storeClock.advance(31_000);
    clock.advance(1_000);
    await revocations.poll();
    expect(revocations.covers(late)).toBe(true);
  });

  it('stay known while the store is away, and are made up for after', async () => {
    jest.spyOn(Logger.prototype, 'log').mockImplementation();
    const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    await revocations.onApplicationBootstrap();
    const [before, during] = [aSession(), aSession()];
    revocations.remember(endOf(before));
    await elsewhere(during);
    store.unreachable = true;
    for (let i = 0; i < 3; i += 1) {
      clock.advance(100_000);
      await revocations.poll();
    }
    expect(warned).toHaveBeenCalledTimes(1);
    expect(revocations.covers(before)).toBe(true);
    expect(revocations.covers(during)).toBe(false);
    store.unreachable = false;
    await revocations.poll();
    expect(revocations.covers(during)).toBe(true);
    jest.restoreAllMocks();
  });

  it('must be read before anything is served', async () => {
    store.unreachable = true;
    await expect(revocations.onApplicationBootstrap()).rejects.toThrow('unreachable');
  });

  it('are waited for where the database is away, and no session is valid until then', async () => {
    jest.spyOn(Logger.prototype, 'log').mockImplementation();
    const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    const away = jest.spyOn(store, 'listAll').mockRejectedValue(refused);
    const health = new SessionHealth(new HealthRegistry(), revocations);
    await revocations.onApplicationBootstrap();
    const session = aSession();
    expect(() => revocations.covers(session)).toThrow('cannot be reached');
    expect(await health.check()).toMatchObject({ status: 'degraded' });
    away.mockRestore();
    await eventually(() => expect(revocations.covers(session)).toBe(false));
    expect(await health.check()).toEqual({ status: 'up' });
    jest.restoreAllMocks();
  });
});
