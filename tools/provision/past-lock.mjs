import { setTimeout as pause } from 'node:timers/promises';

const RETRY_MS = 3_000;
const PATIENCE_MS = 5 * 60_000;
/** Of every lock apt takes: `Could not get lock … It is held by process 123 (apt-get)`, or dpkg's own words. */
const LOCKED = /^.*(?:could not get lock|frontend lock was locked|is locked by another).*$/im;

/**
 * Runs `attempt` again for as long as another program holds apt's locks, five minutes at most. apt can wait by itself
 * (`DPkg::Lock::Timeout`), but for one of its three locks only, and without a word.
 * @param attempt resolves to `{ ok, output }`
 * @param say called once with a sentence, when there is something to wait for
 * @returns what the last attempt returned
 */
export async function pastLock(attempt, say, wait = pause) {
  for (let waited = 0; ; waited += RETRY_MS) {
    const result = await attempt();
    const held = result.ok ? undefined : LOCKED.exec(result.output)?.[0].trim();
    if (held === undefined || waited >= PATIENCE_MS) return result;
    if (waited === 0) say(`waiting up to ${PATIENCE_MS / 60_000} minutes for another apt: ${held}`);
    await wait(RETRY_MS);
  }
}
