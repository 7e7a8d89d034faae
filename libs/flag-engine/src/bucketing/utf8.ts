/** The bytes of a text in UTF-8; a lone surrogate is written as U+FFFD. */
export function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), continued(code));
    else if (code < 0x10000) {
      const valid = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
      bytes.push(0xe0 | (valid >> 12), continued(valid >> 6), continued(valid));
    } else {
      bytes.push(0xf0 | (code >> 18), continued(code >> 12), continued(code >> 6), continued(code));
    }
  }
  return bytes;
}

/** A byte that goes on with a character: its lowest six bits. */
function continued(code: number): number {
  return 0x80 | (code & 0x3f);
}
