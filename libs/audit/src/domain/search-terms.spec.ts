import { anEvent } from '../testing/an-event';
import { MOST_TERMS, searchTermsOf } from './search-terms';

describe('the terms an event is found by', () => {
  it('are the distinct words of who, what, where, which request and which content, sorted', () => {
    const event = anEvent({
      actor: { type: 'user', id: 'u-1', name: 'Ann' },
      requestId: 'r9',
      ip: '203.0.113.7',
      changes: [{ op: 'replace', path: '/name', before: 'old', after: 'fresh' }],
      after: { name: 'fresh', enabled: true, strategy: { percentage: 30 }, tags: ['beta'] },
      before: { name: 'old' },
    });
    expect(searchTermsOf(event)).toEqual(
      [
        ...['flag', 'updated', 'new', 'checkout', 'dev', 'user', 'u', '1', 'ann', 'r9'],
        ...['203', '0', '113', '7', 'success', 'name', 'fresh', 'old', '30', 'beta'],
      ].sort(),
    );
  });

  it('leave out names of members, which every event has', () => {
    expect(searchTermsOf(anEvent({ after: { description: 'x' } }))).not.toContain('description');
  });

  it('are bounded, and the bound cuts content before identity', () => {
    const after = { allow: Array.from({ length: 10_000 }, (_, number) => `user${number}`) };
    const terms = searchTermsOf(anEvent({ after }));
    expect(terms).toHaveLength(MOST_TERMS);
    expect(terms).toEqual(expect.arrayContaining(['flag', 'updated', 'checkout', 'dev', 'user0']));
  });
});
