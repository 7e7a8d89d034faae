import { MonthlyIndex } from './monthly-index';

describe('indices by month', () => {
  const index = new MonthlyIndex('toggle-log');

  it('are named by the month of the document', () => {
    expect(index.of('2026-11-30T23:59:59.999Z')).toBe('toggle-log-2026.11');
    expect(index.pattern).toBe('toggle-log-*');
  });

  it.each([
    ['toggle-log-2026.11', '2026-12-01T00:00:00.000Z'],
    ['toggle-log-2026.12', '2027-01-01T00:00:00.000Z'],
  ])('%s ends at %s', (name, end) => {
    expect(index.endOf(name)).toBe(Date.parse(end));
  });

  it.each(['toggle-log-old', 'toggle-log-2026.11-copy', 'other-log-2026.11', 'toggle-log'])(
    '%s is none of them',
    (name) => {
      expect(index.endOf(name)).toBeUndefined();
    },
  );
});
