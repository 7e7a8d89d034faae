import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { ListFlagsQuery } from './list-flags.query';

const PLACE = { tenant: 'zebra', env: 'dev' };

function parsed(query: Record<string, unknown>): ListFlagsQuery {
  return plainToInstance(ListFlagsQuery, { ...PLACE, ...query });
}

function wrong(query: Record<string, unknown>): string[] {
  return validateSync(parsed(query)).map(({ property }) => property);
}

describe('the query of a list', () => {
  it('has defaults for everything but the place', () => {
    expect(parsed({})).toEqual({
      ...PLACE,
      page: 1,
      pageSize: 20,
      search: '',
      tag: [],
      sort: 'key',
    });
    expect(wrong({})).toEqual([]);
  });

  it('reads numbers, one tag or several, and a context', () => {
    const query = parsed({ page: '2', pageSize: '100', tag: 'web', context: '{"plan":"pro"}' });
    expect(query).toMatchObject({ page: 2, pageSize: 100, tag: ['web'], context: { plan: 'pro' } });
    expect(parsed({ tag: ['a', 'b'] }).tag).toEqual(['a', 'b']);
  });

  it.each([
    ['page', '0'],
    ['page', '1.5'],
    ['page', 'x'],
    ['pageSize', '101'],
    ['sort', 'size'],
    ['context', 'no JSON'],
    ['context', '[1]'],
    ['context', '7'],
    ['env', 'Dev'],
    ['search', 'x'.repeat(129)],
  ])('refuses %s=%s', (member, value) => {
    expect(wrong({ [member]: value })).toEqual([member]);
  });
});
