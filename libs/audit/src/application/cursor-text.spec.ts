import { decodeCursor, encodeCursor } from './cursor-text';

const cursor = {
  time: Date.parse('2026-11-25T09:30:00.123Z'),
  id: '0199a3c2-7a51-7c3e-b0a5-8f1d2c3b4a59',
  page: 2,
  total: 128,
};
const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a cursor as clients carry it', () => {
  it('comes back as it was given', () => {
    expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
  });

  it('needs no encoding in a URL', () => {
    const encoded = encodeCursor(cursor);
    expect(encodeURIComponent(encoded)).toBe(encoded);
  });

  const { time, id, page, total } = cursor;
  it.each([
    ['nothing', ''],
    ['no base64', '%%%'],
    ['no JSON', Buffer.from('[').toString('base64url')],
    ['no list', text({ time, id, page, total })],
    ['too little', text([time, id, page])],
    ['too much', text([time, id, page, total, 1])],
    ['a time that is none', text(['2026', id, page, total])],
    ['a time beyond all times', text([1e300, id, page, total])],
    ['an id that is none', text([time, `${id}' OR 1=1`, page, total])],
    ['a page that is none', text([time, id, -1, total])],
    ['a total that is none', text([time, id, page, 1.5])],
    ['null', text([null, null, null, null])],
  ])('is refused when it is %s', (_, given) => {
    expect(decodeCursor(given)).toBeUndefined();
  });
});
