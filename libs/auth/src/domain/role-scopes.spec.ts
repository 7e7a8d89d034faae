import { SCOPES } from '@app/kernel';
import { scopesOf } from './role-scopes';

describe('what a role may do', () => {
  it('is everything for the owner', () => {
    expect([...scopesOf('owner')]).toEqual([...SCOPES]);
  });

  it('grows from viewer to owner', () => {
    const pairs = [
      ['viewer', 'editor'],
      ['editor', 'admin'],
      ['admin', 'owner'],
    ] as const;
    for (const [less, more] of pairs) {
      expect([...scopesOf(more)]).toEqual(expect.arrayContaining([...scopesOf(less)]));
      expect(scopesOf(more).size).toBeGreaterThan(scopesOf(less).size);
    }
  });

  it('changes nothing but their own account for a viewer', () => {
    const writing = [...scopesOf('viewer')].filter((scope) => !scope.endsWith(':read'));
    expect(writing).toEqual(['account:write']);
  });

  it.each(['environments:write', 'keys:write', 'keys:read'] as const)(
    'is not %s for an editor',
    (scope) => {
      expect(scopesOf('editor').has(scope)).toBe(false);
      expect(scopesOf('admin').has(scope)).toBe(true);
    },
  );
});
