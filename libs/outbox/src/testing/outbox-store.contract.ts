import { randomUUID } from 'node:crypto';
import type { DomainEvent } from '@app/kernel';
import type { OutboxSession, OutboxStore } from '../application/outbox.store';
import type { OutboxRow } from '../domain/outbox-row';
import type { Settlement } from '../domain/settlement';
import { anEvent, environment } from './an-event';

/** A store, and the transaction's side of it. */
export interface OutboxStoreSubject {
  readonly store: OutboxStore;
  /** Commits rows for these events. */
  add(...events: readonly DomainEvent[]): Promise<void>;
}

const FAR_MS = 3_600_000;

/** What every outbox keeps to. `open` gives an empty one. */
export function outboxStoreContract(open: () => Promise<OutboxStoreSubject>): void {
  let subject: OutboxStoreSubject;
  let session: OutboxSession;

  beforeEach(async () => {
    subject = await open();
    session = await subject.store.connect();
    await session.acquire();
  });

  afterEach(() => session.close());

  const idsOf = (rows: readonly OutboxRow[]) => rows.map(({ event }) => event.id);
  const settle = (rows: readonly OutboxRow[], outcome: Partial<Settlement>) =>
    session.settle(
      rows.map((row) => ({ row, done: [], dead: [], attempts: row.attempts, ...outcome })),
      ['a', 'b'],
    );

  it('gives fresh rows oldest first, whole, and no more than asked for', async () => {
    const events = [anEvent(), anEvent({ key: 'ö\n"' }), anEvent()];
    await subject.add(...events);
    const claimed = await session.claim(2);
    expect(claimed.map(({ event }) => event)).toEqual(events.slice(0, 2));
  });

  it('gives rows that were not settled again', async () => {
    await subject.add(anEvent());
    expect(idsOf(await session.claim(10))).toEqual(idsOf(await session.claim(10)));
  });

  it('forgets a row once every sink has taken it', async () => {
    await subject.add(anEvent());
    await settle(await session.claim(10), { done: ['a', 'b'] });
    expect(await session.claim(10)).toEqual([]);
    expect(await session.census()).toMatchObject({ pending: 0, dead: 0 });
  });

  it('keeps a row for the sinks that have still to take it, and for no other', async () => {
    await subject.add(anEvent());
    await settle(await session.claim(10), { done: ['a'] });
    expect(await session.claim(10)).toEqual([]);
    expect(await session.claimFor('a', 10)).toEqual([]);
    expect(await session.isBehind('a')).toBe(false);
    expect(await session.isBehind('b')).toBe(true);
    await settle(await session.claimFor('b', 10), { done: ['b'] });
    expect(await session.isBehind('b')).toBe(false);
    expect(await session.census()).toMatchObject({ pending: 0 });
  });

  it('is behind for no sink while all rows are fresh', async () => {
    await subject.add(anEvent());
    expect(await session.isBehind('a')).toBe(false);
  });

  it('keeps a row that a sink refused for good, counts it, and offers it to that sink no more', async () => {
    await subject.add(anEvent());
    await settle(await session.claim(10), { done: ['a'], dead: ['b'], reason: 'b: no' });
    expect(await session.isBehind('b')).toBe(false);
    expect(await session.census()).toMatchObject({ pending: 0, dead: 1 });
  });

  it('holds back a row that waits, and the later ones of its environment only', async () => {
    const [first, second] = [anEvent(), anEvent()];
    const elsewhere = anEvent({ environment: environment('prod') });
    await subject.add(first, second, elsewhere);
    const rows = await session.claim(10);
    await settle(rows.slice(0, 1), { done: ['a'], attempts: 1, retryInMs: FAR_MS });
    await settle(rows.slice(1), { done: ['a'] });
    expect(idsOf(await session.claimFor('b', 10))).toEqual([elsewhere.id]);
    expect(await session.isBehind('b')).toBe(true);
  });

  it('gives a row that has waited long enough, with its count of failures', async () => {
    await subject.add(anEvent());
    await settle(await session.claim(10), { done: ['a'], attempts: 3, retryInMs: 0 });
    expect(await session.claimFor('b', 10)).toMatchObject([{ attempts: 3 }]);
  });

  it('lets one session work on a tenant at a time', async () => {
    await subject.add(anEvent());
    const other = await subject.store.connect();
    expect(await other.acquire()).toBe(0);
    expect(await other.claim(10)).toEqual([]);
    await session.close();
    expect(await other.acquire()).toBe(8);
    expect(await other.claim(10)).toHaveLength(1);
    await other.close();
  });

  it('counts what is left and how old it is', async () => {
    expect(await session.census()).toEqual({ pending: 0, oldestAgeSeconds: 0, dead: 0 });
    await subject.add(anEvent(), anEvent({ tenant: { id: randomUUID(), slug: 'yak' } }));
    const { pending, oldestAgeSeconds } = await session.census();
    expect(pending).toBe(2);
    expect(oldestAgeSeconds).toBeLessThan(10);
  });
}
