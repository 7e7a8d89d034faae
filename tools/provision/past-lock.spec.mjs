import { pastLock } from './past-lock.mjs';

const LOCKED = {
  ok: false,
  output:
    'Reading package lists...\nE: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 7 (apt-get)\n',
};
const DONE = { ok: true, output: '' };
const BROKEN = { ok: false, output: 'E: Unable to locate package nothing' };

/** Attempts that end as told, the last way again and again, and what was said and waited meanwhile. */
function apt(...outcomes) {
  const seen = { attempts: 0, said: [], waitedMs: 0 };
  const attempt = async () => outcomes[Math.min(seen.attempts++, outcomes.length - 1)];
  const wait = async (milliseconds) => (seen.waitedMs += milliseconds);
  const run = () => pastLock(attempt, (sentence) => seen.said.push(sentence), wait);
  return { seen, run };
}

describe('given that another apt holds a lock', () => {
  it('waits until it is free and says once what it waits for', async () => {
    const { seen, run } = apt(LOCKED, LOCKED, DONE);
    expect(await run()).toBe(DONE);
    expect(seen).toEqual({
      attempts: 3,
      waitedMs: 6_000,
      said: [expect.stringContaining('/var/lib/dpkg/lock-frontend. It is held by process 7')],
    });
  });

  it('gives up after five minutes with what apt said last', async () => {
    const { seen, run } = apt(LOCKED);
    expect(await run()).toBe(LOCKED);
    expect(seen.waitedMs).toBe(300_000);
  });

  it('knows the words of dpkg as well', async () => {
    const output = 'dpkg: error: dpkg frontend lock was locked by another process with pid 7';
    const { run } = apt({ ok: false, output }, DONE);
    expect(await run()).toBe(DONE);
  });
});

describe('given that nobody holds a lock', () => {
  it.each([[DONE], [BROKEN]])('runs once: %o', async (outcome) => {
    const { seen, run } = apt(outcome);
    expect(await run()).toBe(outcome);
    expect(seen).toEqual({ attempts: 1, said: [], waitedMs: 0 });
  });
});
