import type { Outcome } from '../../api/types';
import { impactWords, othersWords } from './impact-words';
import { outcomeWords } from './outcome-words';

describe('the words for an impact', () => {
  it.each([
    [0, 640, 'None of 640 recent contexts would get another answer'],
    [120, 1640, '120 of 1,640 recent contexts would get another answer'],
    [1, 1, '1 of 1 recent context would get another answer'],
  ])('say for %d of %d: %s', (changed, contexts, words) => {
    expect(impactWords({ changed, contexts })).toBe(words);
  });

  it('tell one flag from several', () => {
    expect(othersWords(1)).toMatch(/^One more flag is/);
    expect(othersWords(3)).toMatch(/^3 more flags are/);
  });
});

describe('the words for an answer', () => {
  const on: Outcome = { variant: 'on', value: true, reason: 'SPLIT' };
  const off: Outcome = { variant: 'off', value: false, reason: 'SPLIT' };
  const none: Outcome = { reason: 'DEFAULT' };
  const missing: Outcome = { reason: 'ERROR', errorCode: 'FLAG_NOT_FOUND' };
  const broken: Outcome = { reason: 'ERROR', errorCode: 'TARGETING_KEY_MISSING' };

  it.each([
    [on, off, 'on'],
    [none, on, 'own default'],
    [missing, on, 'no flag'],
    [broken, on, 'error TARGETING_KEY_MISSING'],
  ])('of %j against %j are "%s"', (outcome, other, words) => {
    expect(outcomeWords(outcome, other)).toBe(words);
  });

  it('tell the value where the variant is the same', () => {
    const limit: Outcome = { variant: 'limit', value: 10, reason: 'STATIC' };
    expect(outcomeWords(limit, { ...limit, value: 20 })).toBe('limit 10');
  });
});
