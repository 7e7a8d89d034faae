import { utf8 } from './utf8';

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
  return withBytes({ hash: seed, tail: 0, shift: 0, length: 0 }, utf8(prefix));
}

/** The hash of the prefix followed by `text` in UTF-8, 0 to 2^32 - 1. */
export function murmur3(prefix: Murmur3Prefix, text: string): number {
  let { hash, tail, shift } = prefix;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return finished(withBytes(prefix, utf8(text)));
    tail |= code << shift;
    if (shift === 24) {
      hash = mixed(hash, tail);
      tail = shift = 0;
    } else shift += 8;
  }
  return finished({ hash, tail, shift, length: prefix.length + text.length });
}

function withBytes(state: Murmur3Prefix, bytes: readonly number[]): Murmur3Prefix {
  let { hash, tail, shift } = state;
  for (const byte of bytes) {
    tail |= byte << shift;
    if (shift === 24) {
      hash = mixed(hash, tail);
      tail = shift = 0;
    } else shift += 8;
  }
  return { hash, tail, shift, length: state.length + bytes.length };
}

function mixed(hash: number, block: number): number {
  const folded = hash ^ scrambled(block);
  return (Math.imul((folded << 13) | (folded >>> 19), 5) + 0xe6546b64) | 0;
}

function scrambled(block: number): number {
  const product = Math.imul(block, C1);
  return Math.imul((product << 15) | (product >>> 17), C2);
}

function finished({ hash, tail, length }: Murmur3Prefix): number {
  let h = hash ^ scrambled(tail) ^ length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
