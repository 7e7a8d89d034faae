import { type Role, type Scope, SCOPES } from '@app/kernel';

const VIEWER: readonly Scope[] = [
  'account:read',
  'account:write',
  'flags:read',
  'segments:read',
  'environments:read',
  'audit:read',
];

const EDITOR: readonly Scope[] = [...VIEWER, 'flags:write', 'flags:promote', 'segments:write'];

const ADMIN: readonly Scope[] = [...EDITOR, 'environments:write', 'keys:read', 'keys:write'];

const SCOPES_OF: Readonly<Record<Role, ReadonlySet<Scope>>> = {
  owner: new Set(SCOPES),
  admin: new Set(ADMIN),
  editor: new Set(EDITOR),
  viewer: new Set(VIEWER),
};

/**
 * What a person may do. `account:*` is about their own account, so everyone has it. The owner may
 * also evaluate flags, to try them out; programs do that with an API key.
 */
export function scopesOf(role: Role): ReadonlySet<Scope> {
  return SCOPES_OF[role];
}
