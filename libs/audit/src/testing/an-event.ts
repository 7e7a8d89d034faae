import { randomUUID } from 'node:crypto';
import type { DomainEvent } from '@app/kernel';

/** A complete event of tenant zebra, environment dev; `given` replaces members, `undefined` removes them. */
export function anEvent(given: Partial<DomainEvent> = {}): DomainEvent {
  const event = {
    id: randomUUID(),
    time: '2026-11-25T09:30:00.000Z',
    action: 'flag.updated',
    tenant: { id: '0199a3c2-7a51-7c3e-b0a5-000000000001', slug: 'zebra' },
    environment: anEnvironment('dev'),
    key: 'new-checkout',
    actor: { type: 'user', id: 'u-1' },
    outcome: 'success',
    ...given,
  } satisfies DomainEvent;
  return Object.fromEntries(
    Object.entries(event).filter(([, member]) => member !== undefined),
  ) as unknown as DomainEvent;
}

/** An environment at revision 1, its id made of the name. */
export function anEnvironment(name: string): NonNullable<DomainEvent['environment']> {
  const id = `0199a3c2-7a51-7c3e-b0a5-${Buffer.from(name).toString('hex').padEnd(12, '0').slice(0, 12)}`;
  return { id, name, epoch: 'e1', revision: 1 };
}
