import fc from 'fast-check';
import { x86 } from 'murmurhash3js-revisited';
import { hashes } from '../hashes';
import { bucketOfShare } from '../hashes/scale';
import { bucket } from './bucket';
import vectors from './bucketing.vectors.json';
import { findHash } from './find-hash';
import { murmur3, murmur3Prefix } from './murmur3';
import { utf8 } from './utf8';

describe('bucketing', () => {
  it.each(vectors)(
    'by $hash puts ($seed, $unit) into bucket $bucket, as $source does',
    (vector) => {
      expect(findHash(vector.hash, hashes)?.(vector.seed)(vector.unit)).toBe(vector.bucket);
    },
  );

  it('by a share of one is the last', () => {
    expect(bucketOfShare(1)).toBe(99_999);
    expect(bucketOfShare(0.99999)).toBe(99_999);
    expect(bucketOfShare(0.99998)).toBe(99_998);
  });

  it('by default is toggle-v1', () => {
    expect(bucket('new-pricing', 'alice')).toBe(64034);
    expect(findHash(undefined, {})?.('new-pricing')('alice')).toBe(64034);
  });

  it.each(Object.keys(hashes))('by %s is an integer 0 to 99999 for any seed and unit', (name) => {
    const hash = findHash(name === 'unleash-variant' ? 'unleash-variant/7' : name, hashes);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (seed, unit) => {
        const place = hash?.(seed)(unit) ?? -1;
        expect(Number.isInteger(place) && place >= 0 && place < 100_000).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    'md4',
    'toggle-v1/2',
    'unleash/100',
    'unleash-variant',
    'unleash-variant/',
    'unleash-variant/0',
    'unleash-variant/-1',
    'unleash-variant/1e3',
    'unleash-variant/10000000',
    'launchdarkly/1',
    'growthbook-v1/1',
    'growthbook-v2/1',
    'flagsmith/1',
    'flipt/1',
    'flipt-boolean/1',
    'flagd-v1/1',
    'flagd-v2/x',
    'constructor',
  ])('knows no hash "%s"', (name) => {
    expect(findHash(name, hashes)).toBeUndefined();
  });
});

describe('MurmurHash3', () => {
  const reference = (text: string, seed: number) =>
    x86.hash32([...new TextEncoder().encode(text)], seed);

  it.each([
    ['', 0, 0],
    ['', 1, 0x514e28b7],
    ['hello', 0, 0x248bfa47],
  ])('of "%s" with seed %d is %d', (text, seed, expected) => {
    expect(murmur3(murmur3Prefix('', seed), text)).toBe(expected);
  });

  it('agrees with another implementation, wherever a text is cut into prefix and rest', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(text, text, fc.nat(), (prefix, rest, seed) => {
        expect(murmur3(murmur3Prefix(prefix, seed), rest)).toBe(reference(prefix + rest, seed));
      }),
    );
  });

  it.each([
    0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xffff, 0x10000,
    0x10ffff,
  ])('reads the character of code point %d as the platform encodes it', (code) => {
    const character = String.fromCodePoint(code);
    expect(utf8(character)).toEqual([...new TextEncoder().encode(character)]);
  });

  it('writes a lone surrogate as U+FFFD', () => {
    expect(utf8('a\ud800b')).toEqual([...new TextEncoder().encode('a\ufffdb')]);
  });
});
