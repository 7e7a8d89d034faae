import { Injectable } from '@nestjs/common';
import { type Principal, UnitOfWork } from '@app/kernel';
import { loggedOut } from '../domain/auth.events';
import type { Revocation } from '../domain/revocation';
import { RevocationStore } from './revocation.store';
import { Revocations } from './revocations';

/** Ends the session a request was made with, everywhere, before its token expires. */
@Injectable()
export class Logout {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: RevocationStore,
    private readonly revocations: Revocations,
  ) {}

  /** A credential that is not a session has nothing to end. */
  async logout({ tenantId, tenant, actor, session }: Principal): Promise<void> {
    if (session === undefined) return;
    const revocation: Revocation = {
      kind: 'token',
      tenantId,
      tokenId: session.tokenId,
      expiresAt: new Date(session.expiresAt * 1000),
    };
    await this.unitOfWork.run(async (tx) => {
      await this.store.add(tx, revocation);
      tx.record(loggedOut({ id: tenantId, slug: tenant }, actor));
    });
    this.revocations.remember(revocation);
  }
}
