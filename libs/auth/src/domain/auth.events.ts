import type { Actor, NewDomainEvent } from '@app/kernel';

type TenantRef = NewDomainEvent['tenant'];

/** No more of a tenant than an event may hold. */
function refOf({ id, slug }: TenantRef): TenantRef {
  return { id, slug };
}

/** A session was opened with the right password. */
export function loggedIn(tenant: TenantRef, actor: Actor): NewDomainEvent {
  return { action: 'auth.logged_in', tenant: refOf(tenant), actor };
}

/** A session was ended by its holder. */
export function loggedOut(tenant: TenantRef, actor: Actor): NewDomainEvent {
  return { action: 'auth.logged_out', tenant: refOf(tenant), actor };
}

/** The holder changed the password, which ended every older session. */
export function passwordChanged(tenant: TenantRef, actor: Actor): NewDomainEvent {
  return { action: 'auth.password_changed', tenant: refOf(tenant), actor };
}

/** An operator set another password for the user called `userName`, which ended every older session. */
export function passwordReset(tenant: TenantRef, userName: string): NewDomainEvent {
  const actor: Actor = { type: 'system', id: 'operator' };
  return { action: 'auth.password_reset', tenant: refOf(tenant), actor, key: userName };
}

/**
 * A wrong password was given: by someone unknown at a login, by a user who changes theirs.
 * `unrecorded`: how many more were since the last such event.
 */
export function loginRefused(tenant: TenantRef, unrecorded: number): NewDomainEvent {
  return {
    action: 'auth.login_refused',
    tenant: refOf(tenant),
    outcome: 'failure',
    ...(unrecorded > 0 ? { after: { unrecorded } } : {}),
  };
}
