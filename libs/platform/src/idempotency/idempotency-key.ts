import { InvalidParameter } from '@app/kernel';

export const IDEMPOTENCY_KEY_HEADER = 'Idempotency-Key';
const LONGEST = 255;
/** A structured-field string (RFC 9651), as the standard's draft wants it. */
const QUOTED = /^"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;
/** What many clients send instead: printable ASCII without spaces, quotes and commas. */
const BARE = /^[\x21\x23-\x2b\x2d-\x7e]+$/;

/**
 * The key that a header states, quoted or not: both ways of writing one key are the same key.
 * @throws InvalidParameter when it is empty, longer than 255 characters or of another form
 */
export function idempotencyKey(header: string): string {
  const quoted = QUOTED.exec(header)?.[1]?.replaceAll(/\\(["\\])/g, '$1');
  const key = quoted ?? (BARE.test(header) ? header : '');
  if (key.length >= 1 && key.length <= LONGEST) return key;
  const detail = `must be 1 to ${LONGEST} printable ASCII characters, bare or as a quoted string`;
  throw new InvalidParameter([{ pointer: IDEMPOTENCY_KEY_HEADER, detail }]);
}
