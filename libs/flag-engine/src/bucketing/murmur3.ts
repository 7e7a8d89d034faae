const C1 = 0xcc9e2d51;
const C2 = 0x1b873593;

/** A MurmurHash3 (x86, 32 bits) that has read a prefix and waits for the rest. */
export interface Murmur3Prefix {
  readonly hash: number;
  /** The bytes read since the last full block of four, little-endian. */
  readonly tail: number;
  /** How many bits of `tail` are taken: 0, 8, 16 or 24. */
  readonly shift: number;
  readonly length: number;
}

/** Reads `prefix` once, so that hashing many texts that begin with it costs their own length only. */
export function murmur3Prefix(prefix: string, seed = 0): Murmur3Prefix {
  let { hash, tail, shift, length }: Murmur3Prefix = { hash: seed, tail: 0, shift: 0, length: 0 };
  for (const byte of utf8(prefix)) {
    tail |= byte << shift;
    shift += 8;
    length += 1;
    if (shift === 32) {
      hash = mixed(hash, tail);
      tail = shift = 0;
    }
  }
  return { hash, tail, shift, length };
}

/** The hash of the prefix followed by `text` in UTF-8, 0 to 2^32 - 1. A lone surrogate counts as U+FFFD. */
export function murmur3(prefix: Murmur3Prefix, text: string): number {
  let { hash, tail, shift } = prefix;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return finishUtf8({ ...prefix, hash, tail, shift }, text, index);
    tail |= code << shift;
    if (shift === 24) {
      hash = mixed(hash, tail);
      tail = shift = 0;
    } else shift += 8;
  }
  return finished(hash, tail, prefix.length + text.length);
}

/** Goes on from the first character that is not ASCII. */
function finishUtf8(state: Murmur3Prefix, text: string, start: number): number {
  let { hash, tail, shift } = state;
  let length = state.length + start;
  for (const byte of utf8(text.slice(start))) {
    tail |= byte << shift;
    length += 1;
    if (shift === 24) {
      hash = mixed(hash, tail);
      tail = shift = 0;
    } else shift += 8;
  }
  return finished(hash, tail, length);
}

function mixed(hash: number, block: number): number {
  const folded = hash ^ scrambled(block);
  return (Math.imul((folded << 13) | (folded >>> 19), 5) + 0xe6546b64) | 0;
}

function scrambled(block: number): number {
  const product = Math.imul(block, C1);
  return Math.imul((product << 15) | (product >>> 17), C2);
}

function finished(hash: number, tail: number, length: number): number {
  let h = hash ^ scrambled(tail) ^ length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function* utf8(text: string): Generator<number> {
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (code < 0x80) yield code;
    else yield* multiByte(code >= 0xd800 && code <= 0xdfff ? 0xfffd : code);
  }
}

function* multiByte(code: number): Generator<number> {
  if (code < 0x800) yield 0xc0 | (code >> 6);
  else {
    if (code < 0x10000) yield 0xe0 | (code >> 12);
    else {
      yield 0xf0 | (code >> 18);
      yield 0x80 | ((code >> 12) & 0x3f);
    }
    yield 0x80 | ((code >> 6) & 0x3f);
  }
  yield 0x80 | (code & 0x3f);
}
