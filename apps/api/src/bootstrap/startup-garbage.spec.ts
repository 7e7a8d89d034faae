import { releaseStartupGarbage } from './startup-garbage';

const MB = 1_048_576;

/** As much as a few hundred modules leave behind; nobody holds it afterwards. */
function makeGarbage(): number {
  return Array.from({ length: 400_000 }, (_, index) => ({ index, text: `${index}` })).length;
}

describe('given a process that has left much garbage behind', () => {
  it('gives it back', () => {
    expect(makeGarbage()).toBe(400_000);
    const before = process.memoryUsage().heapTotal;
    releaseStartupGarbage();
    expect(process.memoryUsage().heapTotal).toBeLessThan(before - 10 * MB);
  });
});
