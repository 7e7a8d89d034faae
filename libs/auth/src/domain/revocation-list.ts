import type { Revocation } from './revocation';
import type { Session } from './session';

interface UserCutoff {
  readonly credentialVersion: number;
  readonly expiresAt: number;
}

/** Every revocation that still matters, in memory: asked on every request, so it costs two look-ups. */
export class RevocationList {
  /** Token id → when the token expires anyway (epoch ms). */
  private readonly tokens = new Map<string, number>();
  private readonly users = new Map<string, UserCutoff>();

  get size(): number {
    return this.tokens.size + this.users.size;
  }

  /** Adding what is known already changes nothing; an older cutoff never replaces a newer one. */
  add(revocation: Revocation): void {
    const expiresAt = revocation.expiresAt.getTime();
    if (revocation.kind === 'token') {
      this.tokens.set(revocation.tokenId, expiresAt);
      return;
    }
    const { userId, credentialVersion } = revocation;
    const known = this.users.get(userId);
    if (known !== undefined && known.credentialVersion >= credentialVersion) return;
    this.users.set(userId, { credentialVersion, expiresAt });
  }

  covers({ tokenId, userId, credentialVersion }: Session): boolean {
    if (this.tokens.has(tokenId)) return true;
    const cutoff = this.users.get(userId);
    return cutoff !== undefined && credentialVersion < cutoff.credentialVersion;
  }

  /** Forgets what has no token left to refuse at `now` (epoch ms). */
  prune(now: number): void {
    for (const [tokenId, expiresAt] of this.tokens) {
      if (expiresAt < now) this.tokens.delete(tokenId);
    }
    for (const [userId, { expiresAt }] of this.users) {
      if (expiresAt < now) this.users.delete(userId);
    }
  }
}
