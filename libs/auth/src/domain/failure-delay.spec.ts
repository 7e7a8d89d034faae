import { failureDelayMs } from './failure-delay';

describe('the delay after wrong passwords', () => {
  it.each([
    [0, 0],
    [3, 0],
    [4, 50],
    [5, 100],
    [8, 800],
    [9, 1_000],
    [1_000_000, 1_000],
  ])('after %i of them is %i ms', (failures, delay) => {
    expect(failureDelayMs(failures)).toBe(delay);
  });
});
