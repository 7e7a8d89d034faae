import type { ContextSampling } from '../../api/types';
import {
  durationWords,
  expiryChoices,
  samplingFormValuesOf,
  samplingOf,
} from './sampling-form.values';

const SAMPLING: ContextSampling = {
  env: 'dev',
  enabled: true,
  attributes: ['plan'],
  targetingKey: 'hashed',
  capacity: 1000,
  expiresAfterSeconds: 86_400,
  kept: 3,
};

describe('the form of what is kept', () => {
  it('says what it was told, as long as nobody touches it', () => {
    expect(samplingOf(samplingFormValuesOf(SAMPLING))).toEqual({
      enabled: true,
      attributes: ['plan'],
      targetingKey: 'hashed',
      capacity: 1000,
      expiresAfterSeconds: 86_400,
    });
  });

  it('takes a number that is being typed', () => {
    const values = { ...samplingFormValuesOf(SAMPLING), capacity: '20' };
    expect(samplingOf(values)).toMatchObject({ capacity: 20 });
  });

  it.each([
    [86_400, '1 day'],
    [7_200, '2 hours'],
    [60, '1 minute'],
    [90, '90 seconds'],
  ])('calls %d seconds %s', (seconds, words) => {
    expect(durationWords(seconds)).toBe(words);
  });

  it('offers a time of somebody else’s choice beside the usual ones', () => {
    expect(expiryChoices(5_400).map(({ label }) => label)).toEqual([
      '1 hour',
      '90 minutes',
      '1 day',
      '7 days',
      '30 days',
    ]);
    expect(expiryChoices(86_400)).toHaveLength(4);
  });
});
