import fc from 'fast-check';
import { compare, parse } from 'semver';
import { compareVersions, formatVersion, orderOfRelease, parseVersion } from './semantic-version';

const number = fc.oneof(fc.nat(3), fc.nat(20), fc.nat(2_000_000));
const identifier = fc.oneof(
  number.map(String),
  fc.constantFrom('alpha', 'beta', 'rc', 'x-1', '1a', 'A'),
);
const prerelease = fc
  .array(identifier, { maxLength: 3 })
  .map((parts) => (parts.length === 0 ? '' : `-${parts.join('.')}`));
const version = fc
  .tuple(number, number, number, prerelease)
  .map(([a, b, c, rest]) => `${a}.${b}.${c}${rest}`);
const release = fc.tuple(number, number, number).map((parts) => parts.join('.'));

const read = (text: string) => {
  const parsed = parseVersion(text);
  if (parsed === undefined) throw new Error(`${text} is no version`);
  return parsed;
};
const sign = (order: number) => Math.sign(order) + 0;

describe('a semantic version', () => {
  it('has the precedence that npm gives it', () => {
    fc.assert(
      fc.property(version, version, (left, right) => {
        expect(sign(compareVersions(read(left), read(right)))).toBe(compare(left, right));
      }),
      { numRuns: 1000 },
    );
  });

  it('has the same precedence where it is read without being parsed', () => {
    fc.assert(
      fc.property(release, release, fc.nat(2), (left, right, dropped) => {
        const shorter = left
          .split('.')
          .slice(0, 3 - dropped)
          .join('.');
        const order = orderOfRelease(shorter, read(right));
        const expected = sign(compareVersions(read(shorter), read(right)));
        expect(Number.isNaN(order) ? shorter.length > 11 : sign(order) === expected).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('is written in full as npm writes it', () => {
    fc.assert(
      fc.property(
        version,
        (text) => formatVersion(read(`v${text}+build`)) === parse(text)?.version,
      ),
    );
  });

  it.each([
    '',
    '.',
    '1.',
    '.1',
    '1..2',
    '1.2.3.4',
    '01',
    '1.02',
    '1.2.03',
    'x',
    '1.x',
    '1.2.3-',
    '1.2.3-01',
    '-1',
    '1 ',
  ])('is not "%s"', (text) => {
    expect(parseVersion(text)).toBeUndefined();
    expect(orderOfRelease(text, read('1.2.3'))).toBeNaN();
  });

  it('has at most 256 characters, and no number beyond the safe ones', () => {
    const long = (length: number) => `1.0.0-${'a'.repeat(length - 6)}`;
    expect(parseVersion(long(256))).toBeDefined();
    expect(parseVersion(long(257))).toBeUndefined();
    expect(parseVersion('9007199254740991')).toBeDefined();
    expect(parseVersion('9007199254740992')).toBeUndefined();
  });

  it('orders identifiers: numbers by value and first, words by their characters, more after fewer', () => {
    const ordered = [
      '1-1',
      '1-2',
      '1-10',
      '1-99999999999999999999',
      '1-A',
      '1-a',
      '1-a.1',
      '1-a.b',
      '1',
    ];
    const shuffled = [...ordered].reverse();
    expect(shuffled.sort((left, right) => compareVersions(read(left), read(right)))).toEqual(
      ordered,
    );
  });
});
