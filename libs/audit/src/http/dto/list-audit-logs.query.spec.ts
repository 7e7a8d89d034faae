import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { ListAuditLogsQuery } from './list-audit-logs.query';

describe('the query of the audit log', () => {
  const parse = (given: Record<string, string>) =>
    plainToInstance(ListAuditLogsQuery, { tenant: 'zebra', ...given });
  const wrong = (given: Record<string, string>) =>
    validateSync(parse(given)).map(({ property }) => property);

  it('asks for the first 20 events when nothing else is said', () => {
    expect(parse({})).toMatchObject({ page: 1, pageSize: 20 });
    expect(wrong({})).toEqual([]);
  });

  it('reads numbers', () => {
    expect(parse({ page: '3', pageSize: '100' })).toMatchObject({ page: 3, pageSize: 100 });
  });

  it.each(['2026-11-25T09:30:00Z', '2026-11-25T09:30:00.123Z', '2026-11-25T09:30:00.123456+01:00'])(
    'takes the time %s',
    (from) => {
      expect(wrong({ from, to: from })).toEqual([]);
      expect(Date.parse(from)).not.toBeNaN();
    },
  );

  it.each<[string, string]>([
    ['from', '2026-11-25T09:30:00'],
    ['from', '2026-11-25'],
    ['to', '2026-02-30T00:00:00Z'],
    ['to', '2016-12-31T23:59:60Z'],
    ['to', '1764063000000'],
    ['from', ''],
    ['tenant', 'Zebra!'],
    ['env', 'a/b'],
    ['page', '0'],
    ['page', '1.5'],
    ['page', 'one'],
    ['pageSize', '101'],
    ['action', ''],
    ['q', 'x'.repeat(257)],
    ['cursor', 'x'.repeat(513)],
  ])('refuses %s=%j', (property, value) => {
    expect(wrong({ [property]: value })).toEqual([property]);
  });
});
