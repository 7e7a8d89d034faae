import { createHash, randomBytes } from 'node:crypto';
import type { TenantSlug } from '@app/kernel';

const SECRET_BYTES = 24;
const SHOWN_DIGITS = 8;

/**
 * `toggle_<tenant>_<48 hex digits>`: names the product and the tenant in the clear, so that secret
 * scanners find it and a look-up can be sent to the tenant's own partition.
 */
const FORM = /^toggle_([a-z0-9-]{2,63})_([0-9a-f]{48})$/;

/** A secret as it is shown once, with what is kept of it. */
export interface NewSecret {
  readonly secret: string;
  readonly prefix: string;
  readonly hash: Buffer;
}

/** Makes a secret of 192 random bits. */
export function newSecret(tenant: TenantSlug): NewSecret {
  const random = randomBytes(SECRET_BYTES).toString('hex');
  const secret = `toggle_${tenant}_${random}`;
  return {
    secret,
    prefix: `toggle_${tenant}_${random.slice(0, SHOWN_DIGITS)}`,
    hash: hashOf(secret),
  };
}

/** The tenant a secret names, or `undefined` when it does not have the form of an API key at all. */
export function tenantOfSecret(credential: string): TenantSlug | undefined {
  const [, tenant] = FORM.exec(credential) ?? [];
  return tenant as TenantSlug | undefined;
}

export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
