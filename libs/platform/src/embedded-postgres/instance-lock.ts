import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

import { startOf } from './process-identity';

/** Another living process holds the data folder. */
export class DataDirectoryInUse extends Error {
  constructor(directory: string, pid: number) {
    super(
      `Another instance (process ${pid}) already runs on the data folder ${directory}. ` +
        'Stop it, or set DATA_DIR to another folder.',
    );
    this.name = 'DataDirectoryInUse';
  }
}

interface Holder {
  readonly pid: number;
  readonly start: string;
}

/**
 * At most one process per data folder. The lock file names its holder by process id and start time, so the lock of a
 * process that was killed is recognised as stale, even when its id has been given to another one.
 */
export class InstanceLock {
  private constructor(private readonly file: string) {}

  /**
   * Takes the lock of `directory`.
   * @throws DataDirectoryInUse while another process holds it.
   */
  static take(directory: string): InstanceLock {
    const file = lockFile(directory);
    const mine = `${file}.${randomUUID()}`;
    writeFileSync(mine, JSON.stringify({ pid: process.pid, start: startOf(process.pid) }));
    try {
      // Two rounds: one may find the lock of a killed process and put it away.
      for (let round = 0; round < 2; round += 1) {
        if (linked(mine, file)) return new InstanceLock(file);
        const holder = livingHolder(file);
        if (holder !== undefined) throw new DataDirectoryInUse(directory, holder.pid);
        putAwayStale(file);
      }
      throw new DataDirectoryInUse(directory, livingHolder(file)?.pid ?? 0);
    } finally {
      rmSync(mine, { force: true });
    }
  }

  /** Whether a living process holds the lock of `directory`. */
  static isHeld(directory: string): boolean {
    return livingHolder(lockFile(directory)) !== undefined;
  }

  /** Gives the lock back. */
  release(): void {
    rmSync(this.file, { force: true });
  }
}

function lockFile(directory: string): string {
  return `${directory}/instance.lock`;
}

/** `link` is atomic: the lock appears together with its content or not at all. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function livingHolder(file: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Holder;
    return startOf(holder.pid) === holder.start ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Moves the lock aside before judging it again, so that of two processes that found it stale only one removes it. */
function putAwayStale(file: string): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  // Someone was faster and the lock is a living one by now: give it back.
  if (livingHolder(aside) !== undefined) linked(aside, file);
  rmSync(aside, { force: true });
}
