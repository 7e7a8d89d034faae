import { Injectable } from '@nestjs/common';
import { Clock, Unauthenticated } from '@app/kernel';
import QuickLRU from 'quick-lru';
import { Revocations } from '../application/revocations';
import type { Session } from '../domain/session';

/** Some 1.5 kB each, and up to twice as many are held. */
const MAX_REMEMBERED = 5_000;

/** Tokens that were verified lately: a busy caller costs no signature check each time. Revocation is asked every time. */
@Injectable()
export class VerifiedSessions {
  private readonly sessions = new QuickLRU<string, Session>({ maxSize: MAX_REMEMBERED });

  constructor(
    private readonly revocations: Revocations,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns `undefined` when `token` was not verified before
   * @throws Unauthenticated when its session has ended since
   */
  recall(token: string): Session | undefined {
    const session = this.sessions.get(token);
    return session === undefined ? undefined : this.alive(session);
  }

  /**
   * @param session what `token` was just verified to be
   * @throws Unauthenticated when it has been revoked
   */
  remember(token: string, session: Session): Session {
    this.sessions.set(token, session);
    return this.alive(session);
  }

  private alive(session: Session): Session {
    const expired = session.expiresAt <= this.clock.now();
    if (expired || this.revocations.covers(session)) throw new Unauthenticated();
    return session;
  }
}
