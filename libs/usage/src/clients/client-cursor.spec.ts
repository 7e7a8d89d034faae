import { decodeCursor, encodeCursor } from './client-cursor';

const PLACE = { clientId: 'process-1', apiKeyId: '0199a3c2-7a51-7c3e-b0a5-5f2b6c1d9e10' };
const textOf = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a cursor of clients', () => {
  it('says where to go on', () => {
    expect(decodeCursor(encodeCursor(PLACE))).toEqual(PLACE);
  });

  it.each([
    ['no base64url of JSON', '*'],
    ['no list', textOf({ clientId: 'a' })],
    ['too little', textOf(['a'])],
    ['too much', textOf(['a', PLACE.apiKeyId, 1])],
    ['a client that names itself otherwise', textOf(['a b', PLACE.apiKeyId])],
    ['a key that has no such id', textOf(['a', 'b'])],
    ['numbers', textOf([1, 2])],
  ])('is nothing that holds %s', (_what, text) => {
    expect(decodeCursor(text)).toBeUndefined();
  });
});
