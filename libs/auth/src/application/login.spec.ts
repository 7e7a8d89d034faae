import { Logger } from '@nestjs/common';
import { RateLimited, tenantSlug, Unauthenticated } from '@app/kernel';
import { DomainEventFactory } from '@app/outbox';
import { AsyncLocalRequestContext, UuidV7Generator } from '@app/platform/context';
import { Counter, Registry } from 'prom-client';
import { InMemoryUnitOfWork } from '../../../outbox/src/testing/in-memory-unit-of-work';
import { InMemoryTenantRepository } from '../../../tenancy/src/testing/in-memory-tenant.repository';
import { anOwner, aTenant } from '../../../tenancy/src/testing/tenancy.builders';
import { ManualClock } from '../testing/manual.clock';
import { PlainPasswordHasher } from '../testing/plain-password.hasher';
import { RecordedPause } from '../testing/recorded.pause';
import { InProcessAttemptLimiter } from '../throttle/in-process-attempt.limiter';
import { Login } from './login';
import { LoginJournal } from './login.journal';
import { LoginThrottle } from './login.throttle';
import { PasswordProof } from './password.proof';
import { SessionTokens } from './session.tokens';

const RIGHT = 'zebra-demo-password';
const ADDRESS = '203.0.113.7';

class CountedTokens extends SessionTokens {
  private issued = 0;

  override async issue() {
    this.issued += 1;
    return { token: `token-${this.issued}`, ttlSeconds: 60 };
  }
}

async function open() {
  const clock = new ManualClock();
  const context = new AsyncLocalRequestContext();
  const events = new DomainEventFactory(clock, new UuidV7Generator(), context);
  const unitOfWork = new InMemoryUnitOfWork(events, context);
  const tenants = new InMemoryTenantRepository();
  const hasher = new PlainPasswordHasher();
  const pause = new RecordedPause();
  const counter = new Counter({
    name: 'logins',
    help: 'Logins.',
    labelNames: ['outcome'],
    registers: [new Registry()],
  });
  const throttle = new LoginThrottle(new InProcessAttemptLimiter(clock), pause, clock);
  const journal = new LoginJournal(unitOfWork, clock, counter);
  const proof = new PasswordProof(throttle, hasher, journal);
  const login = new Login(tenants, proof, journal, new CountedTokens(), unitOfWork);
  const zebra = aTenant('zebra');
  const owner = anOwner(zebra, { passwordHash: await hasher.hash(RIGHT) });
  await unitOfWork.run(async (tx) => {
    await tenants.add(tx, zebra);
    await tenants.addUser(tx, owner);
  });
  const attempt = (tenant: string, password: string, address = ADDRESS): Promise<string> =>
    login
      .login({ tenant: tenantSlug(tenant), password, address })
      .then(({ token }) => token)
      .catch((error: unknown) => (error instanceof Error ? error.name : 'not an error'));
  const logged = async (): Promise<string[]> => {
    await journal.onModuleDestroy();
    return unitOfWork.log.map(({ action }) => action);
  };
  return { attempt, login, logged, pause, hasher, clock, unitOfWork, owner, counter };
}

beforeAll(() => {
  Logger.overrideLogger(false);
});

describe('logging in', () => {
  it('opens a session with the right password, and says so in the audit log', async () => {
    const { attempt, unitOfWork, owner } = await open();
    expect(await attempt('zebra', RIGHT)).toBe('token-1');
    expect(unitOfWork.log).toMatchObject([
      { action: 'auth.logged_in', actor: { type: 'user', id: owner.id }, outcome: 'success' },
    ]);
  });

  it('refuses a wrong password and an unknown tenant in the same words, at the same cost', async () => {
    const { login, hasher } = await open();
    const refusals = [];
    for (const tenant of ['zebra', 'unknown']) {
      const attempt = { tenant: tenantSlug(tenant), password: 'wrong', address: ADDRESS };
      refusals.push(await login.login(attempt).catch((error: unknown) => error));
    }
    expect(refusals[0]).toBeInstanceOf(Unauthenticated);
    expect(refusals[1]).toEqual(refusals[0]);
    expect(hasher.comparisons).toBe(2);
  });

  it('records refusals, at most ten a minute, and how many it left out', async () => {
    const { attempt, logged, clock, unitOfWork } = await open();
    for (let i = 0; i < 15; i += 1) await attempt('zebra', 'wrong', `203.0.113.${i}`);
    expect(await logged()).toEqual(Array.from({ length: 10 }, () => 'auth.login_refused'));
    clock.advance(61_000);
    await attempt('zebra', 'wrong');
    await logged();
    expect(unitOfWork.log.at(-1)).toMatchObject({
      outcome: 'failure',
      after: { unrecorded: 5 },
    });
  });

  it('has no audit log for a tenant that does not exist, only a count', async () => {
    const { attempt, logged, counter } = await open();
    await attempt('unknown', 'wrong');
    expect(await logged()).toEqual([]);
    expect((await counter.get()).values).toMatchObject([
      { value: 1, labels: { outcome: 'failure' } },
    ]);
  });
});

describe('guessing', () => {
  it('grows slower for the tenant, up to a second, from whatever address', async () => {
    const { attempt, pause } = await open();
    for (let i = 0; i < 12; i += 1) await attempt('zebra', 'wrong', `198.51.100.${i}`);
    expect(pause.pauses).toEqual([50, 100, 200, 400, 800, 1_000, 1_000, 1_000]);
  });

  it('grows just as slow for a tenant that does not exist', async () => {
    const { attempt, pause } = await open();
    for (let i = 0; i < 12; i += 1) await attempt('unknown', 'wrong', `198.51.100.${i}`);
    expect(pause.pauses).toEqual([50, 100, 200, 400, 800, 1_000, 1_000, 1_000]);
  });

  it('never shuts out the one who knows the password', async () => {
    const { attempt } = await open();
    for (let i = 0; i < 200; i += 1) await attempt('zebra', 'wrong', `198.51.100.${i}`);
    expect(await attempt('zebra', RIGHT)).toBe('token-1');
  });

  it('is forgiven with time', async () => {
    const { attempt, pause, clock } = await open();
    for (let i = 0; i < 8; i += 1) await attempt('zebra', 'wrong', `198.51.100.${i}`);
    clock.advance(30_000 * 8);
    pause.pauses.length = 0;
    await attempt('zebra', RIGHT);
    expect(pause.pauses).toEqual([]);
  });

  it('ends for an address after twenty wrong passwords, and begins again later', async () => {
    const { attempt, clock } = await open();
    for (let i = 0; i < 20; i += 1) expect(await attempt('zebra', 'wrong')).toBe('Unauthenticated');
    expect(await attempt('zebra', 'wrong')).toBe(RateLimited.name);
    expect(await attempt('zebra', RIGHT)).toBe(RateLimited.name);
    expect(await attempt('zebra', RIGHT, '198.51.100.1')).toBe('token-1');
    clock.advance(3_000);
    expect(await attempt('zebra', RIGHT)).toBe('token-2');
  });

  it('is not what somebody does who is right every time', async () => {
    const { attempt } = await open();
    for (let i = 1; i <= 50; i += 1) expect(await attempt('zebra', RIGHT)).toBe(`token-${i}`);
  });
});
