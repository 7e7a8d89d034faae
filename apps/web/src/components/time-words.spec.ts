import { sinceWords } from './time-words';

const now = new Date('2026-03-10T12:00:00Z');

describe('a moment as people say it', () => {
  it.each([
    ['2026-03-10T11:59:30Z', 'just now'],
    ['2026-03-10T12:00:05Z', 'just now'],
    ['2026-03-10T11:58:59Z', '1 minute ago'],
    ['2026-03-10T09:00:00Z', '3 hours ago'],
    ['2026-03-09T11:00:00Z', 'yesterday'],
    ['2026-02-20T12:00:00Z', '2 weeks ago'],
    ['2024-03-01T12:00:00Z', '2 years ago'],
  ])('%s is "%s"', (iso, words) => {
    expect(sinceWords(new Date(iso), now)).toBe(words);
  });
});
