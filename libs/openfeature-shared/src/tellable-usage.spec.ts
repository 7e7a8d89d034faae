import { tellable } from './tellable-usage';

describe('tellable usage', () => {
  it('is without keys that could be no flag’s, which would spoil the whole report', () => {
    const unknown = ['typo', '', 'x'.repeat(129), 'a\nb'].map((flag) => ({ flag, count: 2 }));
    expect(tellable({ usage: [], unknown, lost: 1 })).toEqual([
      { usage: [], unknown: [{ flag: 'typo', count: 2 }], lost: 7 },
    ]);
  });

  it('comes in parts that a server takes, with everything in them once', () => {
    const minute = '2026-11-25T09:30:00Z';
    const usage = Array.from({ length: 1_500 }, (_, index) => ({
      minute,
      flag: `flag-${index}-${'x'.repeat(115)}`,
      variant: '\u2713'.repeat(128),
      count: 1,
    }));
    const parts = tellable({ usage, unknown: [{ flag: 'typo', count: 1 }], lost: 3 });
    expect(parts.flatMap((part) => part.usage)).toEqual(usage);
    expect(parts.map(({ unknown, lost }) => [unknown.length, lost])).toEqual([
      [1, 3],
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    for (const part of parts)
      expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThan(256 * 1024);
  });
});
