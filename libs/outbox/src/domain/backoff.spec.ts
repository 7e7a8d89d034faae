import { backoffMs } from './backoff';

describe('the wait between two attempts', () => {
  it.each([
    [1, 100, 200],
    [2, 200, 400],
    [3, 400, 800],
    [8, 7_500, 15_000],
    [1_000_000, 7_500, 15_000],
  ])('after failure %i lies between %i and %i ms', (failures, least, most) => {
    expect(backoffMs(failures, 0)).toBe(least);
    expect(backoffMs(failures, 1)).toBe(most);
  });
});
