import { randomUUID } from 'node:crypto';
import type { LastSeen, Place, Sightings, UnknownKey, UsageLedger } from '../counts/usage.ledger';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.parse('2026-11-25T12:00:00Z');

/** A ledger, and two environments to note of, of two tenants. */
export interface UsageLedgerSubject {
  readonly ledger: UsageLedger;
  readonly places: readonly [Place, Place];
}

/** What every ledger keeps to. `open` gives environments of which nothing is noted. */
export function usageLedgerContract(open: () => Promise<UsageLedgerSubject>): void {
  let ledger: UsageLedger;
  let place: Place;
  let other: Place;

  beforeEach(async () => {
    const subject = await open();
    ledger = subject.ledger;
    [place, other] = [placeOf(subject.places[0]), placeOf(subject.places[1])];
  });

  const note = (sightings: Partial<Sightings>): Promise<void> =>
    ledger.note({ seen: [], unknown: [], losses: [], ...sightings });
  const seen = (more: Partial<LastSeen> = {}): LastSeen => ({
    ...place,
    flag: 'checkout',
    askedAt: NOW,
    bulkAt: undefined,
    ...more,
  });
  const unknown = (more: Partial<UnknownKey> = {}): UnknownKey => ({
    ...place,
    flag: 'typo',
    asker: 'server',
    count: 1,
    seenAt: NOW,
    ...more,
  });

  it('knows nothing at first', async () => {
    expect(await ledger.lastSeenOf(place, 'checkout')).toBeUndefined();
    expect(await ledger.lastSeen(place)).toEqual(new Map());
    expect(await ledger.unknownKeys(place)).toEqual([]);
    expect(await ledger.lost(place, NOW - DAY_MS, NOW)).toBe(0);
  });

  it('says since when it has been noting, the same each time', async () => {
    const since = await ledger.since();
    expect(since).toBeGreaterThan(0);
    expect(await ledger.since()).toBe(since);
  });

  it('tells of one flag, and of all, when they were last seen', async () => {
    await note({ seen: [seen(), seen({ flag: 'banner', askedAt: undefined, bulkAt: NOW })] });
    await note({ seen: [seen({ ...other, askedAt: NOW - DAY_MS })] });
    expect(await ledger.lastSeenOf(place, 'checkout')).toEqual(seen());
    expect(await ledger.lastSeen(place)).toEqual(
      new Map([
        ['banner', seen({ flag: 'banner', askedAt: undefined, bulkAt: NOW })],
        ['checkout', seen()],
      ]),
    );
    expect(await ledger.lastSeenOf(other, 'checkout')).toMatchObject({ askedAt: NOW - DAY_MS });
    expect(await ledger.lastSeenOf(other, 'banner')).toBeUndefined();
  });

  it('keeps the latest of each, whatever order it is told in', async () => {
    await note({ seen: [seen()] });
    await note({ seen: [seen({ askedAt: NOW - HOUR_MS, bulkAt: NOW - 2 * HOUR_MS })] });
    await note({ seen: [seen({ askedAt: undefined, bulkAt: NOW - 3 * HOUR_MS })] });
    expect(await ledger.lastSeenOf(place, 'checkout')).toEqual(
      seen({ askedAt: NOW, bulkAt: NOW - 2 * HOUR_MS }),
    );
  });

  it('lists keys asked for in vain, most asked first, servers and clients apart', async () => {
    await note({
      unknown: [
        unknown({ flag: 'b' }),
        unknown({ flag: 'a' }),
        unknown({ flag: 'a', asker: 'client' }),
        unknown({ seenAt: NOW - HOUR_MS }),
        unknown({ ...other, flag: 'elsewhere' }),
      ],
    });
    await note({ unknown: [unknown({ count: 2 })] });
    expect(await ledger.unknownKeys(place)).toEqual([
      { ...unknown({ count: 3 }), firstSeenAt: NOW - HOUR_MS },
      { ...unknown({ flag: 'a', asker: 'client' }), firstSeenAt: NOW },
      { ...unknown({ flag: 'a' }), firstSeenAt: NOW },
      { ...unknown({ flag: 'b' }), firstSeenAt: NOW },
    ]);
  });

  it('adds up what was lost, by whole hours', async () => {
    const loss = (hour: number, count: number, where = place) => ({ ...where, hour, count });
    await note({ losses: [loss(NOW - HOUR_MS, 7), loss(NOW - 2 * HOUR_MS, 5)] });
    await note({ losses: [loss(NOW - HOUR_MS, 1), loss(NOW - HOUR_MS, 100, other)] });
    expect(await ledger.lost(place, NOW - DAY_MS, NOW)).toBe(13);
    expect(await ledger.lost(place, NOW - 30 * MINUTE_MS, NOW)).toBe(8);
    expect(await ledger.lost(place, NOW - DAY_MS, NOW - HOUR_MS)).toBe(5);
  });

  it('passes over what belongs to a place that is gone, and notes the rest', async () => {
    const gone = { environmentId: randomUUID() };
    await note({
      seen: [seen(gone), seen()],
      unknown: [unknown(gone), unknown()],
      losses: [
        { ...place, ...gone, hour: NOW, count: 1 },
        { ...place, hour: NOW, count: 1 },
      ],
    });
    expect(await ledger.lastSeenOf(place, 'checkout')).toEqual(seen());
    expect(await ledger.unknownKeys(place)).toHaveLength(1);
    expect(await ledger.lost(place, NOW, NOW + HOUR_MS)).toBe(1);
  });

  it('forgets old keys and losses, and never when a flag was last seen', async () => {
    const before = NOW - 90 * DAY_MS;
    await note({
      seen: [seen({ askedAt: before - 1 })],
      unknown: [unknown({ flag: 'old', seenAt: before - 1 }), unknown({ seenAt: before })],
      losses: [
        { ...place, hour: before - HOUR_MS, count: 1 },
        { ...place, hour: before, count: 2 },
      ],
    });
    await ledger.forget(before);
    expect((await ledger.unknownKeys(place)).map(({ flag }) => flag)).toEqual(['typo']);
    expect(await ledger.lost(place, before - DAY_MS, NOW)).toBe(2);
    expect(await ledger.lastSeenOf(place, 'checkout')).toMatchObject({ askedAt: before - 1 });
  });
}

/** Without what a subject may know of it besides. */
function placeOf({ tenantId, environmentId }: Place): Place {
  return { tenantId, environmentId };
}
