import { FLAG_KEY } from '@app/kernel';
import { cursorMembers, cursorOf } from '../cursor-members';

/** A place in the list of stale flags, just behind the flag `key` that is idle from `idleFrom`. */
export interface StaleCursor {
  /** Epoch milliseconds. */
  readonly idleFrom: number;
  readonly key: string;
  /** Number of the page that follows. */
  readonly page: number;
}

/** As clients carry it: opaque, safe in a URL. */
export function encodeCursor({ idleFrom, key, page }: StaleCursor): string {
  return cursorOf([idleFrom, key, page]);
}

/** What `encodeCursor` was given; `undefined` for anything that it cannot have made. */
export function decodeCursor(text: string): StaleCursor | undefined {
  const [idleFrom, key, page, ...rest] = cursorMembers(text);
  if (rest.length > 0 || !isCount(idleFrom) || !isCount(page)) return undefined;
  if (typeof key !== 'string' || !FLAG_KEY.test(key)) return undefined;
  return { idleFrom, key, page };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
