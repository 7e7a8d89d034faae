import { environmentName } from '@app/kernel';
import { ListAuditLogsQuery } from './dto/list-audit-logs.query';
import { toFilter } from './to-filter';

describe('the filter that a query says', () => {
  const filterOf = (given: Partial<ListAuditLogsQuery>) =>
    toFilter(Object.assign(new ListAuditLogsQuery(), { tenant: 'zebra' }, given), {});

  it('is empty when nothing is asked for', () => {
    expect(filterOf({})).toEqual({});
  });

  it('takes over what is exact, times in milliseconds, words cut as the events’ are', () => {
    const query = {
      env: 'dev',
      action: 'flag.updated',
      actor: 'u-1',
      key: 'k',
      from: '2026-11-25T09:30:00.123456Z',
      to: '2026-11-25T10:30:00+01:00',
      q: 'New-Checkout new',
    };
    expect(filterOf(query)).toEqual({
      environment: 'dev',
      action: 'flag.updated',
      actor: 'u-1',
      key: 'k',
      from: Date.UTC(2026, 10, 25, 9, 30, 0, 123),
      to: Date.UTC(2026, 10, 25, 9, 30),
      words: ['new', 'checkout'],
    });
  });

  it('names the environment that the caller is bound to, whatever is asked for', () => {
    const bound = { environment: { id: 'e-1', name: environmentName('dev') } };
    const query = Object.assign(new ListAuditLogsQuery(), { tenant: 'zebra' });
    expect(toFilter(query, bound)).toEqual({ environment: 'dev' });
    expect(toFilter(Object.assign(query, { env: 'prod' }), bound)).toEqual({ environment: 'dev' });
  });

  it.each([
    ['', undefined],
    ['  ', undefined],
    ['!?', []],
  ])('makes of the words %j: %j', (q, words) => {
    expect(filterOf({ q }).words).toEqual(words);
  });
});
