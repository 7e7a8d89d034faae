import { setTimeout as pause } from 'node:timers/promises';
import { wrk } from './wrk.mjs';

const STEP_SECONDS = 5;
const SETTLE_MS = 5_000;

/**
 * Resident memory of a fresh process: idle, after a tenth of the requests, and after all of them.
 * A figure that is flat between the last two is not a leak.
 */
export async function memoryOf({ name, rssMb }, load, requests) {
  await pause(SETTLE_MS);
  const idle = rssMb();
  await sendAtLeast(load, requests / 10);
  const warm = rssMb();
  const sent = await sendAtLeast(load, requests);
  return { name, idle, warm, after: rssMb(), sent };
}

/** Sends so many requests or somewhat more. @returns how many */
export async function sendAtLeast(load, requests) {
  let sent = 0;
  while (sent < requests) {
    const { requests: done, failed } = await wrk({ ...load, seconds: STEP_SECONDS });
    if (failed > 0) throw new Error(`${failed} of ${done} requests failed.`);
    sent += done;
  }
  return sent;
}
