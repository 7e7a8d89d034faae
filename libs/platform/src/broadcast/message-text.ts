import type { JsonValue } from '@app/kernel';

/** PostgreSQL takes no more than this in a notification, so no adapter does. */
const MOST_BYTES = 7_999;

/** @throws RangeError when it is too large to be broadcast */
export function messageText(message: JsonValue): string {
  const text = JSON.stringify(message);
  if (Buffer.byteLength(text) > MOST_BYTES) {
    throw new RangeError(`A broadcast holds at most ${MOST_BYTES} bytes; send an id instead.`);
  }
  return text;
}
