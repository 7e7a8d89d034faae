import type { DomainEvent } from '@app/kernel';
import { touchedLists } from './touched-lists';

const event = (more: Partial<DomainEvent> = {}): DomainEvent => ({
  id: 'id',
  time: '2026-11-25T09:30:00.000Z',
  action: 'flag.updated',
  actor: { type: 'user', id: 'u' },
  outcome: 'success',
  tenant: { id: 't', slug: 'zebra' },
  ...more,
});
const environment = (name: string, revision: number, epoch = 'e1') => ({
  id: name,
  name,
  epoch,
  revision,
});

describe('the lists that events put out of date', () => {
  it('are those of every environment touched, as of the newest event', () => {
    const touched = touchedLists([
      event({ environment: environment('dev', 4) }),
      event({ environment: environment('prod', 9) }),
      event({ environment: environment('dev', 5) }),
    ]);
    expect(touched).toEqual([
      { key: { tenant: 'zebra', environment: 'dev' }, committed: { epoch: 'e1', revision: 5 } },
      { key: { tenant: 'zebra', environment: 'prod' }, committed: { epoch: 'e1', revision: 9 } },
    ]);
  });

  it('keep tenants and epochs apart', () => {
    const touched = touchedLists([
      event({ environment: environment('dev', 4) }),
      event({ environment: environment('dev', 1, 'e2') }),
      event({ environment: environment('dev', 4), tenant: { id: 'u', slug: 'okapi' } }),
    ]);
    expect(touched).toHaveLength(3);
  });

  it('are none for what happened in no environment, or did not happen', () => {
    expect(
      touchedLists([event(), event({ environment: environment('dev', 4), outcome: 'failure' })]),
    ).toEqual([]);
  });
});
