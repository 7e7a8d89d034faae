import type { JsonObject, NewDomainEvent } from '@app/kernel';
import type { ApiKey } from './api-key';

/** What the audit log keeps of a key: never its secret, never its hash. */
function describe(key: ApiKey): JsonObject {
  return {
    id: key.id,
    name: key.name,
    scope: key.scope,
    prefix: key.prefix,
    environment: key.environment?.name ?? null,
    expiresAt: key.expiresAt?.toISOString() ?? null,
  };
}

const tenantOf = (key: ApiKey): NewDomainEvent['tenant'] => ({
  id: key.tenantId,
  slug: key.tenant,
});

export function apiKeyCreated(key: ApiKey): NewDomainEvent {
  return { action: 'api_key.created', tenant: tenantOf(key), key: key.id, after: describe(key) };
}

export function apiKeyRevoked(key: ApiKey): NewDomainEvent {
  return { action: 'api_key.revoked', tenant: tenantOf(key), key: key.id, before: describe(key) };
}

export function apiKeyRotated(before: ApiKey, after: ApiKey): NewDomainEvent {
  return {
    action: 'api_key.rotated',
    tenant: tenantOf(before),
    key: before.id,
    before: describe(before),
    after: describe(after),
    changes: [{ op: 'replace', path: '/prefix', before: before.prefix, after: after.prefix }],
  };
}
