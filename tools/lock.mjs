import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { ROOT } from './project.mjs';

const FILE = join(ROOT, 'dist', '.lock');
const POLL_MS = 200;

/** Runs `work` while no other process installs or builds in this tree. What a killed process held is free. */
export async function alone(work) {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  while (!taken()) {
    if (!isAlive(holder())) rmSync(FILE, { force: true });
    else await delay(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(FILE, { force: true });
  }
}

function taken() {
  try {
    writeFileSync(FILE, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function holder() {
  try {
    return Number(readFileSync(FILE, 'utf8'));
  } catch {
    return 0;
  }
}

function isAlive(pid) {
  // Just made and not written yet, or just removed: ask again.
  if (pid === 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
