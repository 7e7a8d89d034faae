import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { CompileTest, Operators } from '../comparisons/operator';
import { textValues } from '../comparisons/text';
import { asUnit } from '../context/unit-reader';

const DIGEST = /^[0-9a-f]{64}$/;

/** Holds when the SHA-256 of salt and value is listed, so that a snapshot need not say whom it lists. */
const hashedIn: CompileTest = (comparison, report) => {
  const { salt = '', ignoreCase } = comparison;
  const digests = textValues(comparison, report);
  digests.forEach((digest, index) => {
    if (DIGEST.test(digest)) return;
    const detail =
      'This must be the SHA-256 of salt and value, as 64 lower-case hexadecimal digits.';
    report(`values/${index}`, 'invalid_values', detail);
  });
  const listed = new Set(digests);
  return (value) => {
    const text = asUnit(value);
    if (text === undefined) return undefined;
    const read = ignoreCase === true ? text.toLowerCase() : text;
    return listed.has(bytesToHex(sha256(utf8ToBytes(salt + read))));
  };
};

/** Lists of hashed values, by @noble/hashes. */
export const hashedOperators: Operators = {
  hashedIn: { group: 'other', compile: hashedIn },
  notHashedIn: { group: 'other', compile: hashedIn, negated: true },
};
