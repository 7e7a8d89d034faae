import type { Usage } from '../../../api/types';
import { stacked, usageSeries, usageTotals } from './usage-series';

const AT = Date.parse('2026-11-25T09:00:00.000Z');
const HOUR_MS = 3_600_000;
const hour = (hours: number): string => new Date(AT + hours * HOUR_MS).toISOString();

const USAGE: Usage = {
  tenant: 'zebra',
  env: 'dev',
  key: 'checkout',
  from: hour(0),
  to: hour(2.5),
  interval: 'hour',
  totals: [
    { variant: 'on', count: 7, bulk: 1 },
    { variant: 'off', count: 9, bulk: 0 },
    { variant: null, count: 0, bulk: 4 },
  ],
  points: [
    { at: hour(0), variants: [{ variant: 'on', count: 7, bulk: 1 }] },
    {
      at: hour(2),
      variants: [
        { variant: 'off', count: 9, bulk: 0 },
        { variant: null, count: 0, bulk: 4 },
      ],
    },
  ],
  lastSeenAt: hour(2),
  lastInBulkAt: null,
  lost: 0,
};

describe('usage over time', () => {
  it('has a place for every interval, also for those in which nothing was evaluated', () => {
    const { starts, variants } = usageSeries(USAGE, { withBulk: false });
    expect(starts).toEqual([AT, AT + HOUR_MS, AT + 2 * HOUR_MS]);
    expect(variants).toEqual([
      { variant: 'off', counts: [0, 0, 9], total: 9 },
      { variant: 'on', counts: [7, 0, 0], total: 7 },
    ]);
  });

  it('counts bulk answers only where that is wanted', () => {
    expect(usageTotals(USAGE)).toEqual({ named: 16, bulk: 5 });
    expect(usageSeries(USAGE, { withBulk: false }).total).toBe(16);
    const { total, variants } = usageSeries(USAGE, { withBulk: true });
    expect(total).toBe(21);
    expect(variants.map(({ variant }) => variant)).toEqual(['off', 'on', null]);
  });

  it('leaves out a point that lies in no interval of the span', () => {
    const points = [{ at: hour(7), variants: [{ variant: 'on', count: 1, bulk: 0 }] }];
    expect(usageSeries({ ...USAGE, points }, { withBulk: false }).variants).toEqual([]);
  });

  it('is stacked with the sum of all at the back and each of the others in front of it', () => {
    const variants = [
      { variant: 'a', counts: [1, 2], total: 3 },
      { variant: 'b', counts: [0, 1], total: 1 },
      { variant: 'c', counts: [1, 0], total: 1 },
    ];
    expect(stacked({ variants })).toEqual([
      [2, 3],
      [1, 1],
      [1, 0],
    ]);
  });
});
