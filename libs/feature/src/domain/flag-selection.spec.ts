import { aFlag } from '../testing/feature.builders';
import { type FlagSelection, selectFlags } from './flag-selection';

const FLAGS = [
  {
    ...aFlag('alpha', { name: 'Zulu', tags: ['web', 'x'] }),
    createdAt: '2026-01-02',
    updatedAt: '2026-03-01',
  },
  {
    ...aFlag('beta', { description: 'about Alpha', tags: ['web'] }),
    createdAt: '2026-01-01',
    updatedAt: '2026-03-02',
  },
  { ...aFlag('gamma', { name: 'Änderung' }), createdAt: '2026-01-03', updatedAt: '2026-03-01' },
];

const keys = (selection: Partial<FlagSelection>): string[] =>
  selectFlags(FLAGS, { search: '', tags: [], sort: 'key', ...selection }).map(
    ({ config }) => config.key,
  );

describe('a selection of flags', () => {
  it('is all of them without conditions', () => {
    expect(keys({})).toEqual(['alpha', 'beta', 'gamma']);
  });

  it.each([
    ['ALPHA', ['alpha', 'beta']],
    ['zul', ['alpha']],
    ['änder', ['gamma']],
    ['nothing', []],
  ])('finds %s in key, name or description, in any case', (search, found) => {
    expect(keys({ search })).toEqual(found);
  });

  it('has all the tags asked for', () => {
    expect(keys({ tags: ['web'] })).toEqual(['alpha', 'beta']);
    expect(keys({ tags: ['web', 'x'] })).toEqual(['alpha']);
    expect(keys({ tags: ['Web'] })).toEqual([]);
  });

  it.each([
    ['-key', ['gamma', 'beta', 'alpha']],
    ['name', ['beta', 'alpha', 'gamma']],
    ['createdAt', ['beta', 'alpha', 'gamma']],
    ['-createdAt', ['gamma', 'alpha', 'beta']],
    ['updatedAt', ['alpha', 'gamma', 'beta']],
    ['-updatedAt', ['beta', 'alpha', 'gamma']],
  ] as const)('sorted by %s, keeps equals in the order of their keys', (sort, order) => {
    expect(keys({ sort })).toEqual(order);
  });

  it('leaves the list it selects from as it is', () => {
    keys({ sort: '-key' });
    expect(FLAGS[0]?.config.key).toBe('alpha');
  });
});
