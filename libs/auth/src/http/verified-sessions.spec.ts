import { Unauthenticated } from '@app/kernel';
import { Revocations } from '../application/revocations';
import { aSession } from '../testing/auth.builders';
import { InMemoryRevocationStore } from '../testing/in-memory-revocation.store';
import { ManualClock } from '../testing/manual.clock';
import { VerifiedSessions } from './verified-sessions';

function open() {
  const clock = new ManualClock();
  const revocations = new Revocations(new InMemoryRevocationStore(clock), clock);
  return { clock, revocations, sessions: new VerifiedSessions(revocations, clock) };
}

describe('tokens that were verified lately', () => {
  it('need not be verified again', () => {
    const { sessions } = open();
    const session = aSession();
    expect(sessions.recall('token')).toBeUndefined();
    sessions.remember('token', session);
    expect(sessions.recall('token')).toBe(session);
    expect(sessions.recall('another token')).toBeUndefined();
  });

  it('end when they expire', () => {
    const { sessions, clock } = open();
    sessions.remember('token', aSession({ expiresAt: clock.now() + 1_000 }));
    clock.advance(999);
    expect(sessions.recall('token')).toBeDefined();
    clock.advance(1);
    expect(() => sessions.recall('token')).toThrow(Unauthenticated);
  });

  it('end the moment they are revoked, however lately they were verified', () => {
    const { sessions, revocations, clock } = open();
    const session = aSession();
    sessions.remember('token', session);
    const { tokenId } = session;
    const expiresAt = new Date(clock.now() + 1_000);
    revocations.remember({ kind: 'token', tenantId: 't-1', tokenId, expiresAt });
    expect(() => sessions.recall('token')).toThrow(Unauthenticated);
    expect(() => sessions.remember('token', session)).toThrow(Unauthenticated);
  });

  it('are held in bounded number', () => {
    const { sessions } = open();
    for (let i = 0; i < 20_000; i += 1) sessions.remember(`token-${i}`, aSession());
    expect(sessions.recall('token-0')).toBeUndefined();
    expect(sessions.recall('token-19999')).toBeDefined();
  });
});
