import { TrailingRun } from './trailing-run';

describe('work that is done once for all who ask meanwhile', () => {
  let runs: PromiseWithResolvers<void>[];
  let work: TrailingRun;

  beforeEach(() => {
    runs = [];
    work = new TrailingRun(() => {
      const run = Promise.withResolvers<void>();
      runs.push(run);
      return run.promise;
    });
  });
  const end = async (index: number) => {
    runs[index]?.resolve();
    await runs[index]?.promise;
  };

  it('begins at once when nothing is going on', async () => {
    const asked = work.ask();
    expect(runs).toHaveLength(1);
    await end(0);
    await asked;
  });

  it('is done once more, and once only, for everybody who asks while it is being done', async () => {
    const first = work.ask();
    const [second, third] = [work.ask(), work.ask()];
    expect(runs).toHaveLength(1);
    await end(0);
    await first;
    expect(third).toBe(second);
    await new Promise(setImmediate);
    expect(runs).toHaveLength(2);
    const fourth = work.ask();
    await end(1);
    await second;
    await new Promise(setImmediate);
    expect(runs).toHaveLength(3);
    await end(2);
    await fourth;
  });
});
