import { Reservoir } from './reservoir';

describe('a reservoir', () => {
  it('holds all that is offered as long as there is room', () => {
    const reservoir = new Reservoir<number>(3);
    for (const item of [1, 2, 3]) reservoir.offer(() => item);
    expect(reservoir.take()).toEqual([1, 2, 3]);
    expect(reservoir.take()).toEqual([]);
  });

  it('makes only what it takes in', () => {
    const reservoir = new Reservoir<number>(1, () => 0.999);
    let made = 0;
    for (let turn = 0; turn < 100; turn += 1) reservoir.offer(() => (made += 1));
    expect(made).toBe(1);
  });

  it('gives each of those offered the same chance', () => {
    const counts = Array.from({ length: 20 }, () => 0);
    const rounds = 20_000;
    for (let round = 0; round < rounds; round += 1) {
      const reservoir = new Reservoir<number>(5);
      for (let item = 0; item < 20; item += 1) reservoir.offer(() => item);
      for (const item of reservoir.take()) counts[item] = (counts[item] ?? 0) + 1;
    }
    const expected = (rounds * 5) / 20;
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 19 degrees of freedom: above 60 less than once in a hundred thousand times.
    expect(chiSquare).toBeLessThan(60);
  });
});
