import type { Actor, EnvironmentName, Scope, TenantSlug } from '@app/kernel';

/** What a key may do. `manage` is for automation: it writes flags; the other two only ask for answers. */
export const KEY_SCOPES = ['evaluate:server', 'evaluate:client', 'manage'] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];

/** The credential of a workload, without its secret. */
export interface ApiKey {
  readonly id: string;
  readonly tenantId: string;
  readonly tenant: TenantSlug;
  /** The one environment it reaches; only a `manage` key may have none and reach all of its tenant's. */
  readonly environment?: { readonly id: string; readonly name: EnvironmentName };
  readonly name: string;
  readonly scope: KeyScope;
  /** Beginning of the newest secret, by which a person recognises it. */
  readonly prefix: string;
  readonly createdAt: Date;
  readonly createdBy: Actor;
  readonly expiresAt?: Date;
  /** To the minute or so: it is written in batches. */
  readonly lastUsedAt?: Date;
  readonly revokedAt?: Date;
}

/** One of the secrets a key is known by: after a rotation the former one lives on until `expiresAt`. */
export interface KeySecret {
  /** SHA-256 of the whole secret: it has 192 random bits, so a slow hash would protect nothing. */
  readonly hash: Buffer;
  readonly createdAt: Date;
  readonly expiresAt?: Date;
}

/** What a `manage` key may do through the management API. */
export const MANAGE_SCOPES: ReadonlySet<Scope> = new Set<Scope>([
  'flags:read',
  'flags:write',
  'flags:promote',
  'segments:read',
  'segments:write',
  'environments:read',
  'audit:read',
  'evaluate:server',
]);

/** The scopes of the house that a key's own scope stands for. */
export function scopesOf(scope: KeyScope): ReadonlySet<Scope> {
  return scope === 'manage' ? MANAGE_SCOPES : new Set<Scope>([scope]);
}
