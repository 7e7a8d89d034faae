import { decodeCursor, encodeCursor } from './stale-cursor';

const cursor = { idleFrom: Date.parse('2026-11-25T09:30:00.123Z'), key: 'old-banner', page: 2 };
const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a cursor of stale flags as clients carry it', () => {
  it('comes back as it was given, and needs no encoding in a URL', () => {
    const encoded = encodeCursor(cursor);
    expect(decodeCursor(encoded)).toEqual(cursor);
    expect(encodeURIComponent(encoded)).toBe(encoded);
  });

  const { idleFrom, key, page } = cursor;
  it.each([
    ['nothing', ''],
    ['no base64', '%%%'],
    ['no list', text(cursor)],
    ['too little', text([idleFrom, key])],
    ['too much', text([idleFrom, key, page, 1])],
    ['a time that is none', text(['2026', key, page])],
    ['a key that is none', text([idleFrom, '', page])],
    ['a page that is none', text([idleFrom, key, -1])],
  ])('is refused when it is %s', (_, given) => {
    expect(decodeCursor(given)).toBeUndefined();
  });
});
