import type { Principal, Role, TenantSlug } from '@app/kernel';
import { tenantSlug } from '@app/kernel';
import { scopesOf } from './role-scopes';

/** What a session token says, under the names it says it with (RFC 7519 and our own). */
export interface SessionClaims {
  /** User id. */
  readonly sub: string;
  /** Tenant id. */
  readonly tid: string;
  /** Tenant slug, which never changes. */
  readonly tenant: TenantSlug;
  readonly name: string;
  readonly role: Role;
  /** Credential version of the user when the session was opened. */
  readonly cv: number;
  readonly jti: string;
  /** Epoch seconds. */
  readonly exp: number;
}

/** A session whose token has been verified; whether it was revoked is another question. */
export interface Session {
  readonly principal: Principal;
  readonly userId: string;
  readonly tokenId: string;
  readonly credentialVersion: number;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

const ROLES: ReadonlySet<unknown> = new Set<Role>(['owner', 'admin', 'editor', 'viewer']);

/** The session that a verified token opens; `undefined` when its claims are not a session's. */
export function sessionOf(payload: unknown): Session | undefined {
  if (!isSessionClaims(payload)) return undefined;
  const { sub, tid, tenant, name, role, cv, jti, exp } = payload;
  return {
    principal: {
      tenantId: tid,
      tenant: tenantSlug(tenant),
      actor: { type: 'user', id: sub, name },
      scopes: scopesOf(role),
      session: { tokenId: jti, expiresAt: exp },
    },
    userId: sub,
    tokenId: jti,
    credentialVersion: cv,
    expiresAt: exp * 1000,
  };
}

function isSessionClaims(payload: unknown): payload is SessionClaims {
  if (typeof payload !== 'object' || payload === null) return false;
  const claims = payload as Partial<Record<keyof SessionClaims, unknown>>;
  const texts = [claims.sub, claims.tid, claims.tenant, claims.name, claims.jti];
  const numbers = [claims.cv, claims.exp];
  return (
    texts.every((claim) => typeof claim === 'string') &&
    numbers.every((claim) => Number.isSafeInteger(claim)) &&
    ROLES.has(claims.role)
  );
}
