import type { NewDomainEvent } from '@app/kernel';
import type { StoredSigningKey } from './stored-signing-key';

/** Why there is a new key. */
export type KeyOccasion = 'first' | 'rotation' | 'unreadable';

/** A key was made, and will sign snapshots of a tenant. */
export function signingKeyCreated(
  tenant: NewDomainEvent['tenant'],
  { id, signsFrom }: StoredSigningKey,
  occasion: KeyOccasion,
): NewDomainEvent {
  return {
    action: 'signing_key.created',
    tenant,
    key: id,
    after: { id, signsFrom: signsFrom.toISOString(), occasion },
  };
}
