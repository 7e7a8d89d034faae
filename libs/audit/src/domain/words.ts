const LONGEST_WORD = 64;

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const BEYOND_ASCII = /[\u0080-\uffff]/;
const ASCII_WORD = /[a-z0-9]+/g;
const COMBINING_DIACRITICS = /[\u0300-\u036f]/g;
/** Scripts without spaces: each character is a word, so that any part of a text can be found. */
const UNSPACED = /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu;

/**
 * Cuts a text into the words it is found by, in order, repetitions included. The only such function:
 * events are cut by it when they are written and queries when they are asked, so both stores of the
 * log agree on what matches. Letter case, accents and compatibility forms make no difference; every
 * character that is no letter, mark or digit separates.
 */
export function wordsOf(text: string): string[] {
  if (isAscii(text)) return (text.toLowerCase().match(ASCII_WORD) ?? []).map(shorten);
  return (fold(text).replace(UNSPACED, ' $1 ').match(WORD) ?? []).map(shorten);
}

/** Nearly all there is, and several times quicker to cut; the words are the same. */
function isAscii(text: string): boolean {
  return !BEYOND_ASCII.test(text);
}

/** Upper case in between: it turns `ß` to `SS` and the final sigma to the common one. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(COMBINING_DIACRITICS, '')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .normalize('NFKC');
}

/** By code points, so that no character is cut in half. */
function shorten(word: string): string {
  return word.length <= LONGEST_WORD ? word : Array.from(word).slice(0, LONGEST_WORD).join('');
}
