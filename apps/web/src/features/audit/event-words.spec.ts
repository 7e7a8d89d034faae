import { eventWords } from './event-words';

describe('an event in a few words', () => {
  it('says which way a flag was switched', () => {
    const changes = [{ op: 'replace' as const, path: '/enabled', before: true, after: false }];
    expect(eventWords({ action: 'flag.updated', changes })).toBe('Switched off');
  });

  it('says the one thing that changed', () => {
    const changes = [
      { op: 'replace' as const, path: '/strategy/percentage', before: 20, after: 30 },
    ];
    expect(eventWords({ action: 'flag.updated', changes })).toBe('Share of users: 20 % → 30 %');
  });

  it('names what changed when several things did', () => {
    const changes = [
      { op: 'replace' as const, path: '/enabled', before: true, after: false },
      { op: 'replace' as const, path: '/name', before: 'A', after: 'B' },
    ];
    expect(eventWords({ action: 'flag.updated', changes })).toBe('Changed: Switch, Name');
  });

  it('spells out an action that it does not know', () => {
    expect(eventWords({ action: 'api-key.rotated', changes: [] })).toBe('Api key rotated');
  });
});
