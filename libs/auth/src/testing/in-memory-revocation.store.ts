import type { Clock, Tx } from '@app/kernel';
import { InMemoryTx } from '../../../outbox/src/testing/in-memory-unit-of-work';
import { RevocationStore } from '../application/revocation.store';
import type { Revocation } from '../domain/revocation';

interface Kept {
  readonly revocation: Revocation;
  readonly revokedAt: number;
}

const GRACE_MS = 3_600_000;

/** Revocations in memory, with a switch that makes reading fail. */
export class InMemoryRevocationStore extends RevocationStore {
  unreachable = false;
  private readonly bySubject = new Map<string, Kept>();

  constructor(private readonly clock: Clock) {
    super();
  }

  override async add(tx: Tx, revocation: Revocation): Promise<void> {
    const subject = revocation.kind === 'user' ? revocation.userId : revocation.tokenId;
    const known = this.bySubject.get(subject);
    const revokedAt = this.clock.now();
    this.bySubject.set(subject, { revocation: higher(known?.revocation, revocation), revokedAt });
    if (!(tx instanceof InMemoryTx)) return;
    tx.onRollback(() => {
      if (known === undefined) this.bySubject.delete(subject);
      else this.bySubject.set(subject, known);
    });
  }

  override async listAll(): Promise<Revocation[]> {
    return this.select(() => true);
  }

  override async listRecent(seconds: number): Promise<Revocation[]> {
    const since = this.clock.now() - seconds * 1000;
    return this.select(({ revokedAt }) => revokedAt > since);
  }

  override async deleteExpired(): Promise<void> {
    for (const [subject, { revocation }] of this.bySubject) {
      if (this.isOver(revocation)) this.bySubject.delete(subject);
    }
  }

  private select(wanted: (kept: Kept) => boolean): Revocation[] {
    if (this.unreachable) throw new Error('unreachable');
    return [...this.bySubject.values()]
      .filter((kept) => wanted(kept) && !this.isOver(kept.revocation))
      .map(({ revocation }) => revocation);
  }

  private isOver({ expiresAt }: Revocation): boolean {
    return expiresAt.getTime() < this.clock.now() - GRACE_MS;
  }
}

function higher(known: Revocation | undefined, added: Revocation): Revocation {
  if (known?.kind !== 'user' || added.kind !== 'user') return added;
  return known.credentialVersion > added.credentialVersion ? known : added;
}
