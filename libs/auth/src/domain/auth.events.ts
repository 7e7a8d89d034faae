import type { Actor, NewDomainEvent } from '@app/kernel';

type TenantRef = NewDomainEvent['tenant'];

/** A session was opened with the right password. */
export function loggedIn(tenant: TenantRef, actor: Actor): NewDomainEvent {
  return { action: 'auth.logged_in', tenant, actor, key: actor.id };
}

/** A session was ended by its holder. */
export function loggedOut(tenant: TenantRef, actor: Actor): NewDomainEvent {
  return { action: 'auth.logged_out', tenant, actor, key: actor.id };
}

/** The holder changed the password, which ended every older session. */
export function passwordChanged(tenant: TenantRef, actor: Actor): NewDomainEvent {
  return { action: 'auth.password_changed', tenant, actor, key: actor.id };
}

/** An operator set another password for `userId`, which ended every older session. */
export function passwordReset(tenant: TenantRef, userId: string): NewDomainEvent {
  const actor: Actor = { type: 'system', id: 'operator' };
  return { action: 'auth.password_reset', tenant, actor, key: userId };
}

/** Somebody gave a wrong password. `unrecorded`: how many more did since the last such event. */
export function loginRefused(tenant: TenantRef, unrecorded: number): NewDomainEvent {
  return {
    action: 'auth.login_refused',
    tenant,
    actor: { type: 'anonymous', id: 'anonymous' },
    outcome: 'failure',
    ...(unrecorded > 0 ? { after: { unrecorded } } : {}),
  };
}
