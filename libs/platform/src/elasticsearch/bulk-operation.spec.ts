import { bulkOperation, inRequests } from './bulk-operation';

describe('documents cut into requests', () => {
  const sized = (...sizes: number[]) =>
    sizes.map((bytes, number) => ({ ...bulkOperation('i', String(number), {}), bytes }));
  const cut = (sizes: number[]) =>
    inRequests(sized(...sizes), 10).map((request) => request.map(({ bytes }) => bytes));

  it.each([
    [[], []],
    [[4, 4], [[4, 4]]],
    [[5, 5], [[5, 5]]],
    [
      [5, 6],
      [[5], [6]],
    ],
    [
      [4, 20, 4, 4],
      [[4], [20], [4, 4]],
    ],
  ])('%j of at most 10 bytes: %j', (sizes, requests) => {
    expect(cut(sizes)).toEqual(requests);
  });

  it('counts bytes as they are sent', () => {
    const { lines, bytes } = bulkOperation('log', '1', { name: 'Ö' });
    expect(bytes).toBe(Buffer.byteLength(`${lines.join('\n')}\n`));
  });
});
