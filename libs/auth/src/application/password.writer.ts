import { Injectable } from '@nestjs/common';
import { Clock, type NewDomainEvent, UnitOfWork } from '@app/kernel';
import { TenantRepository, type User } from '@app/tenancy';
import { LONGEST_SESSION_MS, type Revocation } from '../domain/revocation';
import { PasswordHasher } from './password.hasher';
import { RevocationStore } from './revocation.store';
import { Revocations } from './revocations';

/** Gives a user another password and ends every session that was opened with an older one, together. */
@Injectable()
export class PasswordWriter {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tenants: TenantRepository,
    private readonly hasher: PasswordHasher,
    private readonly store: RevocationStore,
    private readonly revocations: Revocations,
    private readonly clock: Clock,
  ) {}

  /**
   * @param event what is recorded with it
   * @returns the user as it is then
   * @throws CredentialChanged when the password was changed since `user` was read
   */
  async write(user: User, password: string, event: NewDomainEvent): Promise<User> {
    const passwordHash = await this.hasher.hash(password);
    const { changed, revocation } = await this.unitOfWork.run(async (tx) => {
      const updated = await this.tenants.setPasswordHash(tx, user, passwordHash);
      const cutoff = this.cutoffOf(updated);
      await this.store.add(tx, cutoff);
      tx.record(event);
      return { changed: updated, revocation: cutoff };
    });
    this.revocations.remember(revocation);
    return changed;
  }

  private cutoffOf({ id, tenantId, credentialVersion }: User): Revocation {
    const expiresAt = new Date(this.clock.now() + LONGEST_SESSION_MS);
    return { kind: 'user', tenantId, userId: id, credentialVersion, expiresAt };
  }
}
