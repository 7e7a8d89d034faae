import { AnswerCounts } from './answer.counts';

const MINUTE_MS = 60_000;
const NINE = Date.parse('2026-11-25T09:00:00Z');

describe('counts of answers', () => {
  it('keep minutes and variants apart, and begin anew when they are handed over', () => {
    const counts = new AnswerCounts();
    for (let time = 0; time < 3; time += 1) counts.count('a', 'on', NINE + 59_999);
    counts.count('a', 'off', NINE);
    counts.count('a', 'on', NINE + MINUTE_MS);
    expect(counts.drain().usage).toEqual([
      { minute: '2026-11-25T09:00:00Z', flag: 'a', variant: 'on', count: 3 },
      { minute: '2026-11-25T09:00:00Z', flag: 'a', variant: 'off', count: 1 },
      { minute: '2026-11-25T09:01:00Z', flag: 'a', variant: 'on', count: 1 },
    ]);
    expect(counts.drain()).toEqual({ usage: [], unknown: [], lost: 0 });
    counts.count('a', 'on', NINE);
    expect(counts.drain().usage).toHaveLength(1);
  });

  it('are bounded, and what finds no room is counted as lost', () => {
    const counts = new AnswerCounts();
    for (let index = 0; index < 20_010; index += 1) counts.count(`flag-${index}`, 'on', NINE);
    for (let index = 0; index < 110; index += 1) counts.countUnknown(`typo-${index}`);
    const { usage, unknown, lost } = counts.drain();
    expect([usage.length, unknown.length, lost]).toEqual([20_000, 100, 20]);
  });
});
