import type { ApiKey } from '../domain/api-key';
import type { KeyRecord } from './api-key.repository';

/** One secret of a key as the data plane holds it: one object for its life, replaced when the key changes. */
export interface Credential {
  readonly key: ApiKey;
  /** SHA-256 of the secret, in hex. */
  readonly hash: string;
  /** Epoch milliseconds from which on this secret opens nothing. */
  readonly validUntil: number;
}

/** Every secret of a key that opens something at `now` (epoch milliseconds); none of a revoked key. */
export function credentialsIn({ key, secrets }: KeyRecord, now: number): Credential[] {
  if (key.revokedAt !== undefined) return [];
  return secrets
    .map((secret) => ({
      key,
      hash: secret.hash.toString('hex'),
      validUntil: Math.min(
        key.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY,
        secret.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY,
      ),
    }))
    .filter(({ validUntil }) => validUntil > now);
}
