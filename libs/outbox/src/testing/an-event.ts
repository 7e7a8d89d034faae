import { randomUUID } from 'node:crypto';
import type { DomainEvent } from '@app/kernel';

const TENANT = { id: '0199a3c2-7a51-7c3e-b0a5-000000000001', slug: 'zebra' };

/** A complete event of tenant zebra, environment dev; `given` replaces members. */
export function anEvent(given: Partial<DomainEvent> = {}): DomainEvent {
  return {
    id: randomUUID(),
    time: '2026-11-25T09:30:00.000Z',
    action: 'flag.updated',
    tenant: TENANT,
    environment: environment('dev'),
    key: 'new-checkout',
    actor: { type: 'user', id: 'u-1' },
    outcome: 'success',
    ...given,
  };
}

/** An environment of tenant zebra; the same name gives the same one. */
export function environment(
  name: 'dev' | 'prod',
  revision = 1,
): NonNullable<DomainEvent['environment']> {
  const id = `0199a3c2-7a51-7c3e-b0a5-0000000001${name === 'dev' ? '01' : '02'}`;
  return { id, name, epoch: 'e1', revision };
}
