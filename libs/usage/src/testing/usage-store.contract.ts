import { randomUUID } from 'node:crypto';
import type { EnvironmentRef } from '@app/evaluation';
import type { Interval } from '../counts/interval';
import type { UsageCount } from '../counts/usage-count';
import type { UsagePoint, UsageStore } from '../counts/usage.store';
import { aCount } from './usage.builders';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.parse('2026-11-25T12:00:00Z');
const LONG_AGO = NOW - 400 * DAY_MS;

/** A store, and two environments to count in, of two tenants. */
export interface UsageStoreSubject {
  readonly store: UsageStore;
  readonly refs: readonly [EnvironmentRef, EnvironmentRef];
  /** Until everything that was written can be read. */
  settled(): Promise<void>;
}

/** What every store of counts keeps to. `open` gives environments without counts. */
export function usageStoreContract(open: () => Promise<UsageStoreSubject>): void {
  let subject: UsageStoreSubject;

  beforeEach(async () => {
    subject = await open();
  });

  const count = (minute: number, more: Partial<UsageCount> = {}): UsageCount =>
    aCount(subject.refs[0], minute, more);
  const add = async (counts: readonly UsageCount[], id: string = randomUUID()): Promise<void> => {
    expect(await subject.store.add({ id, counts })).toEqual([]);
  };
  const read = async (
    interval: Interval,
    { from = LONG_AGO, to = NOW, flag = 'checkout', ref = subject.refs[0] } = {},
  ): Promise<UsagePoint[]> => {
    await subject.settled();
    return subject.store.read({ ...ref, flag, from, to, interval });
  };
  const tidy = async (before: number): Promise<void> => {
    await subject.settled();
    await subject.store.tidy({ now: NOW, before });
  };

  it('has nothing of a flag that was never counted', async () => {
    expect(await read('day')).toEqual([]);
  });

  it('adds up what several processes counted of one minute', async () => {
    const minute = NOW - 5 * MINUTE_MS;
    await add([count(minute, { count: 2 }), count(minute, { variant: undefined })]);
    await add([count(minute, { count: 3, bulkCount: 4 })]);
    expect(await read('minute')).toEqual([
      { at: minute, variant: undefined, count: 1, bulkCount: 0 },
      { at: minute, variant: 'on', count: 5, bulkCount: 4 },
    ]);
  });

  it('counts nothing twice when a batch is written again', async () => {
    const id = randomUUID();
    const counts = [count(NOW - MINUTE_MS), count(NOW - MINUTE_MS, { variant: 'off' })];
    await add(counts, id);
    await add(counts, id);
    expect(await read('minute')).toMatchObject([{ count: 1 }, { count: 1 }]);
  });

  it('keeps flags, environments and tenants apart', async () => {
    const [ref, other] = subject.refs;
    const minute = NOW - MINUTE_MS;
    await add([
      count(minute),
      count(minute, { flag: 'check', count: 2 }),
      count(minute, { flag: 'CHECKOUT', count: 3 }),
      count(minute, { ...other, count: 5 }),
    ]);
    expect(await read('minute')).toMatchObject([{ count: 1 }]);
    expect(await read('minute', { flag: 'check' })).toMatchObject([{ count: 2 }]);
    expect(await read('minute', { ref: other })).toMatchObject([{ count: 5 }]);
    expect(await read('minute', { ref: { ...other, tenantId: ref.tenantId } })).toEqual([]);
  });

  it('answers a span from its beginning to before its end', async () => {
    const [from, to] = [NOW - 3 * MINUTE_MS, NOW - MINUTE_MS];
    await add([from - MINUTE_MS, from, from + MINUTE_MS, to].map((minute) => count(minute)));
    const points = await read('minute', { from, to });
    expect(points.map(({ at }) => at)).toEqual([from, from + MINUTE_MS]);
  });

  it('adds minutes up to hours and days of UTC, across the end of a month', async () => {
    const minutes = ['2026-10-31T23:59Z', '2026-11-01T00:00Z', '2026-11-01T00:59Z'];
    await add(minutes.map((minute) => count(Date.parse(minute))));
    const counts = async (interval: Interval): Promise<unknown> =>
      (await read(interval)).map(({ at, count }) => [new Date(at).toISOString(), count]);
    expect(await counts('hour')).toEqual([
      ['2026-10-31T23:00:00.000Z', 1],
      ['2026-11-01T00:00:00.000Z', 2],
    ]);
    expect(await counts('day')).toEqual([
      ['2026-10-31T00:00:00.000Z', 1],
      ['2026-11-01T00:00:00.000Z', 2],
    ]);
  });

  it('answers by time, then variant in the order of its characters, none first', async () => {
    const [early, late] = [NOW - 2 * MINUTE_MS, NOW - MINUTE_MS];
    const variants = ['😀', 'é', 'b', undefined, 'B', '﹏', 'a-b', 'ab', 'a'];
    await add(
      [late, early].flatMap((minute) => variants.map((variant) => count(minute, { variant }))),
    );
    const inOrder = [undefined, 'B', 'a', 'a-b', 'ab', 'b', 'é', '﹏', '😀'];
    expect((await read('minute')).map(({ at, variant }) => [at, variant])).toEqual(
      [early, late].flatMap((at) => inOrder.map((variant) => [at, variant])),
    );
  });

  it('gives every point, however many there are', async () => {
    const rows = Array.from({ length: 6_000 }, (_, row) => ({
      minute: NOW - (1 + (row % 60)) * MINUTE_MS,
      variant: `v${Math.floor(row / 60)}`,
    }));
    await add(rows.map(({ minute, variant }) => count(minute, { variant })));
    const points = await read('minute');
    expect(new Set(points.map(({ at, variant }) => `${at} ${variant}`)).size).toBe(rows.length);
    expect(points).toHaveLength(rows.length);
  });

  it('adds up numbers that no 32 bits hold', async () => {
    const large = 9_000_000_000;
    await add([
      count(NOW - MINUTE_MS, { count: large }),
      count(NOW - 2 * MINUTE_MS, { count: large }),
    ]);
    expect(await read('day')).toMatchObject([{ count: 2 * large }]);
  });

  it('takes what belongs to an environment that is gone, and counts the rest', async () => {
    await add([count(NOW - MINUTE_MS, { environmentId: randomUUID() }), count(NOW - MINUTE_MS)]);
    expect(await read('minute')).toMatchObject([{ count: 1 }]);
  });

  it('changes no answer by the hour when it is tidied, not even for latecomers', async () => {
    const hour = NOW - 5 * DAY_MS;
    await add([count(hour + MINUTE_MS), count(hour + 2 * MINUTE_MS), count(NOW - MINUTE_MS)]);
    await tidy(NOW - 90 * DAY_MS);
    await add([count(hour + 3 * MINUTE_MS)]);
    await tidy(NOW - 90 * DAY_MS);
    expect(await read('hour')).toEqual([
      { at: hour, variant: 'on', count: 3, bulkCount: 0 },
      { at: NOW - HOUR_MS, variant: 'on', count: 1, bulkCount: 0 },
    ]);
  });

  it('removes what is past its time and nothing else', async () => {
    const before = NOW - 90 * DAY_MS;
    const ages = [300 * DAY_MS, 91 * DAY_MS, 90 * DAY_MS + MINUTE_MS, 90 * DAY_MS, 89 * DAY_MS];
    await add(ages.map((age) => count(NOW - age)));
    await tidy(before);
    await tidy(before);
    expect((await read('hour')).map(({ at }) => at)).toEqual([before, NOW - 89 * DAY_MS]);
  });
}
