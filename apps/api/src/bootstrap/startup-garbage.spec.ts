import { releaseStartupGarbage } from './startup-garbage';

const MB = 1_048_576;

describe('given a process that has left much garbage behind', () => {
  it('gives it back', () => {
    let garbage: unknown[] = Array.from({ length: 400_000 }, (_, index) => ({
      index,
      text: `${index}`,
    }));
    const before = process.memoryUsage().heapTotal;
    expect(garbage).toHaveLength(400_000);
    garbage = [];
    releaseStartupGarbage();
    expect(process.memoryUsage().heapTotal).toBeLessThan(before - 10 * MB);
  });
});
