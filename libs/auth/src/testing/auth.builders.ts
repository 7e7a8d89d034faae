import { randomUUID } from 'node:crypto';
import { type Principal, type Role, tenantSlug } from '@app/kernel';
import { scopesOf } from '../domain/role-scopes';
import type { Session } from '../domain/session';

/** Someone of tenant `zebra` who is logged in. */
export function aPrincipal(more: Partial<Principal> = {}, role: Role = 'owner'): Principal {
  return {
    tenantId: randomUUID(),
    tenant: tenantSlug('zebra'),
    actor: { type: 'user', id: randomUUID(), name: 'zebra' },
    scopes: scopesOf(role),
    ...more,
  };
}

/** A verified session of `aPrincipal`, good until the year 2100. */
export function aSession(more: Partial<Session> = {}): Session {
  return {
    principal: aPrincipal(),
    userId: randomUUID(),
    tokenId: randomUUID(),
    credentialVersion: 1,
    expiresAt: Date.parse('2100-01-01T00:00:00Z'),
    ...more,
  };
}
