import { RecoveryLoop } from './recovery.loop';

describe('a recovery', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('tries again at growing intervals of at most a minute, until it ends', async () => {
    let attempts = 0;
    const loop = new RecoveryLoop(async () => {
      attempts += 1;
    });
    loop.begin();
    loop.begin();
    await jest.advanceTimersByTimeAsync(4_000);
    expect(attempts).toBe(1);
    await jest.advanceTimersByTimeAsync(10 * 60_000);
    expect(attempts).toBeGreaterThanOrEqual(10);
    expect(attempts).toBeLessThanOrEqual(18);
    loop.end();
    const before = attempts;
    await jest.advanceTimersByTimeAsync(10 * 60_000);
    expect([attempts, loop.active]).toEqual([before, false]);
  });

  it('begins anew with a short wait', async () => {
    let attempts = 0;
    const loop = new RecoveryLoop(async () => {
      attempts += 1;
      loop.end();
    });
    for (let round = 1; round <= 3; round += 1) {
      loop.begin();
      await jest.advanceTimersByTimeAsync(4_000);
      expect(attempts).toBe(round);
    }
  });
});
