/** In the output of JSON.stringify: U+0000, or half of a surrogate pair; not an escaped backslash before a "u". */
const NOT_FOR_JSONB = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g;

/**
 * JSON as `jsonb` takes it. The two things JSON can say and `jsonb` cannot hold, U+0000 and half of a
 * surrogate pair, become U+FFFD: a stray character in a request must not cost a row.
 */
export function jsonbText(value: unknown): string {
  const text = JSON.stringify(value);
  return text.includes('\\u') ? text.replace(NOT_FOR_JSONB, '$1\\ufffd') : text;
}
