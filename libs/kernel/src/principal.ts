import type { EnvironmentName, TenantSlug } from './names';

/** Everything a caller may be allowed to do. An endpoint names the one it needs. */
export const SCOPES = [
  'account:read',
  'account:write',
  'flags:read',
  'flags:write',
  'flags:promote',
  'segments:read',
  'segments:write',
  'environments:read',
  'environments:write',
  'audit:read',
  'keys:read',
  'keys:write',
  'evaluate:server',
  'evaluate:client',
] as const;
export type Scope = (typeof SCOPES)[number];

export type Role = 'owner' | 'admin' | 'editor' | 'viewer';

/** Who acts: stored with every audit event. */
export interface Actor {
  readonly type: 'user' | 'api-key' | 'system' | 'anonymous';
  readonly id: string;
  readonly name?: string;
}

/** All that the rest of the house knows of who is calling, however they proved it. */
export interface Principal {
  readonly tenantId: string;
  readonly tenant: TenantSlug;
  readonly actor: Actor;
  readonly scopes: ReadonlySet<Scope>;
  /** Set when the credential is bound to one environment: it reaches no other. */
  readonly environment?: { readonly id: string; readonly name: EnvironmentName };
  /** Of a user's session: what logging out revokes, and until when (epoch seconds). */
  readonly session?: { readonly tokenId: string; readonly expiresAt: number };
}
