import type { AuditCursor } from '../domain/audit-cursor';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LATEST_TIME = 8_640_000_000_000_000;

/** As clients carry it: opaque, safe in a URL. */
export function encodeCursor({ time, id, page, total }: AuditCursor): string {
  return Buffer.from(JSON.stringify([time, id, page, total])).toString('base64url');
}

/** What `encodeCursor` was given; `undefined` for anything that it cannot have made. */
export function decodeCursor(text: string): AuditCursor | undefined {
  const [time, id, page, total, ...rest] = parsed(text);
  if (rest.length > 0 || !isCount(page) || !isCount(total)) return undefined;
  if (typeof id !== 'string' || !UUID.test(id)) return undefined;
  if (!Number.isInteger(time) || Math.abs(time as number) > LATEST_TIME) return undefined;
  return { time: time as number, id, page, total };
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
