import { intervalWords, shareWords, tickWords } from './usage-words';

describe('the words for usage', () => {
  it.each([
    [0, 0, '0 %'],
    [0, 10, '0 %'],
    [1, 1000, '< 1 %'],
    [1, 3, '33 %'],
    [999, 1000, '> 99 %'],
    [10, 10, '100 %'],
  ])('call %d of %d %s', (part, whole, words) => {
    expect(shareWords(part, whole)).toBe(words);
  });

  it('name days as UTC has them, and hours as the reader has them', () => {
    const day = Date.UTC(2026, 10, 29);
    expect(tickWords(day, 'day')).toBe('Nov 29');
    expect(intervalWords(day, 'day')).toBe('Nov 29 (UTC)');
    const nine = new Date(2026, 10, 29, 9).getTime();
    expect(tickWords(nine, 'hour')).toBe('09:00');
    expect(intervalWords(nine, 'hour')).toBe('Nov 29, 09:00 to 10:00');
  });

  it('name the day where one begins on the axis', () => {
    expect(tickWords(new Date(2026, 10, 29).getTime(), 'hour')).toBe('Nov 29');
  });
});
