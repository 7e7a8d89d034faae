import { FLAG_KEY } from '@app/kernel';

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
  return Buffer.from(JSON.stringify([idleFrom, key, page])).toString('base64url');
}

/** What `encodeCursor` was given; `undefined` for anything that it cannot have made. */
export function decodeCursor(text: string): StaleCursor | undefined {
  const [idleFrom, key, page, ...rest] = parsed(text);
  if (rest.length > 0 || !isCount(idleFrom) || !isCount(page)) return undefined;
  if (typeof key !== 'string' || !FLAG_KEY.test(key)) return undefined;
  return { idleFrom, key, page };
}

function parsed(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
