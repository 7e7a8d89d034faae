import fc from 'fast-check';
import { asMoment, parseMoment } from './moment';

describe('a moment', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 0],
    ['2026-12-01T09:00:00Z', Date.UTC(2026, 11, 1, 9)],
    ['2026-12-01t09:00:00z', Date.UTC(2026, 11, 1, 9)],
    ['2026-12-01 09:00:00Z', Date.UTC(2026, 11, 1, 9)],
    ['2026-12-01T09:00:00+05:30', Date.UTC(2026, 11, 1, 3, 30)],
    ['2026-12-01T23:59:59+23:59', Date.UTC(2026, 11, 1, 0, 0, 59)],
    ['2026-12-01T09:00:00-08:00', Date.UTC(2026, 11, 1, 17)],
    ['2026-12-01T09:00:00.5Z', Date.UTC(2026, 11, 1, 9, 0, 0, 500)],
    ['2026-12-01T09:00:00.123999Z', Date.UTC(2026, 11, 1, 9, 0, 0, 123)],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['2000-02-29T00:00:00Z', Date.UTC(2000, 1, 29)],
    ['2016-12-31T23:59:60Z', Date.UTC(2017, 0, 1)],
    ['0001-01-01T00:00:00Z', -62135596800000],
  ])('%s is %d', (text, expected) => {
    expect(parseMoment(text)).toBe(expected);
  });

  it.each([
    '',
    '2026-12-01',
    '2026-12-01T09:00:00',
    '2026-12-01T09:00Z',
    '2026-13-01T09:00:00Z',
    '2026-00-01T09:00:00Z',
    '2026-12-00T09:00:00Z',
    '2026-04-31T09:00:00Z',
    '2026-02-29T09:00:00Z',
    '1900-02-29T09:00:00Z',
    '2026-12-32T09:00:00Z',
    '2026-12-01T24:00:00Z',
    '2026-12-01T09:60:00Z',
    '2026-12-01T09:00:61Z',
    '2026-12-01T09:00:00+24:00',
    '2026-12-01T09:00:00+01:60',
    '2026-12-01T09:00:00.Z',
    ' 2026-12-01T09:00:00Z',
    '1764579600000',
  ])('"%s" is none', (text) => {
    expect(parseMoment(text)).toBeUndefined();
  });

  it('agrees with the calendar of the platform on every day there is', () => {
    const dates = fc.date({
      min: new Date('0001-01-01'),
      max: new Date('9999-12-31'),
      noInvalidDate: true,
    });
    fc.assert(fc.property(dates, (date) => parseMoment(date.toISOString()) === date.getTime()));
  });

  it('may be epoch milliseconds, but not as text', () => {
    expect(asMoment(5)).toBe(5);
    expect(asMoment('5')).toBeUndefined();
    expect(asMoment(NaN)).toBeUndefined();
    expect(asMoment(true)).toBeUndefined();
    expect(asMoment(['2026-12-01T09:00:00Z'])).toBeUndefined();
  });
});
