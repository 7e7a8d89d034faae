import { RateLimited } from '@app/kernel';
import { BoundedQueue } from './bounded-queue';

describe('a bounded queue', () => {
  it('does no more at once than it may, and all of it in the end', async () => {
    const queue = new BoundedQueue({ concurrency: 2, maxWaiting: 100 });
    let [running, most] = [0, 0];
    const work = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    };
    await Promise.all(Array.from({ length: 20 }, () => queue.run(work)));
    expect(most).toBe(2);
    expect(running).toBe(0);
  });

  it('turns a flood away instead of queueing all of it, and works on after', async () => {
    const queue = new BoundedQueue({ concurrency: 1, maxWaiting: 3 });
    let finish = (): void => undefined;
    const gate = new Promise<void>((resolve) => (finish = resolve));
    const flood = Array.from({ length: 10 }, () => queue.run(() => gate));
    finish();
    const outcomes = await Promise.allSettled(flood);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(outcomes.length - refused.length).toBeGreaterThanOrEqual(3);
    expect(refused.length).toBeGreaterThanOrEqual(5);
    expect(refused[0]?.reason).toBeInstanceOf(RateLimited);
    expect(await queue.run(async () => 'done')).toBe('done');
  });

  it('passes on what the work throws', async () => {
    const queue = new BoundedQueue({ concurrency: 1, maxWaiting: 1 });
    const failing = queue.run(async () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
  });
});
