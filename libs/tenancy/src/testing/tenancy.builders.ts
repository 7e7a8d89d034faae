import { randomUUID } from 'node:crypto';
import { environmentName, tenantSlug } from '@app/kernel';
import type { Environment } from '../domain/environment';
import type { Tenant, User } from '../domain/tenant';

const CREATED_AT = new Date('2026-11-25T09:30:00.000Z');

/** A tenant of its own; `slug` is random unless it matters. */
export function aTenant(slug = `t-${randomUUID()}`): Tenant {
  return { id: randomUUID(), slug: tenantSlug(slug), name: slug, createdAt: CREATED_AT };
}

/** The owner of `tenant`. */
export function anOwner(tenant: Tenant, more: Partial<User> = {}): User {
  return {
    id: randomUUID(),
    tenantId: tenant.id,
    name: tenant.slug,
    role: 'owner',
    passwordHash: '$argon2id$not-a-real-one',
    credentialVersion: 1,
    createdAt: CREATED_AT,
    ...more,
  };
}

/** An environment of `tenant`, empty. */
export function anEnvironment(
  tenant: Tenant,
  name: string,
  more: Partial<Environment> = {},
): Environment {
  return {
    id: randomUUID(),
    tenantId: tenant.id,
    name: environmentName(name),
    epoch: randomUUID().slice(-12),
    revision: 0,
    createdAt: CREATED_AT,
    ...more,
  };
}
