import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

import { Guardian } from './guardian';

const STOP_TIMEOUT_MS = 15_000;
const LAST_WORDS_MS = 500;

/** How a dependent process is started and stopped. */
export interface DependentProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment of the child; nothing is inherited, so no secret leaks into it. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** OS user and group to run as; only root can give them. */
  readonly account?: { readonly uid: number; readonly gid: number } | undefined;
  /** How the child is asked to stop; `SIGTERM` unless given. */
  readonly stopSignal?: NodeJS.Signals;
  /** A folder removed once the child has ended, whoever ended it. */
  readonly removeAfter?: string;
  /** A folder removed only if we are killed while the child runs: its half-finished work. */
  readonly removeIfOrphaned?: string;
  /** Called with every piece of the child's stdout and stderr. */
  readonly onOutput?: (text: string) => void;
}

/**
 * A child process that never outlives this one. It runs in a session of its own, so Ctrl-C reaches only us and we
 * stop it in order; if we are killed, its guardian stops it.
 */
export class DependentProcess {
  /** Settles when the child has ended, with a sentence that says how. Never rejects. */
  readonly ended: Promise<string>;

  private readonly guardian: Guardian;
  private readonly stopSignal: NodeJS.Signals;
  private running = true;

  private constructor(
    private readonly child: ChildProcess & { readonly pid: number },
    options: DependentProcessOptions,
  ) {
    this.stopSignal = options.stopSignal ?? 'SIGTERM';
    this.guardian = Guardian.over({
      pid: child.pid,
      stopSignal: this.stopSignal,
      removeAfter: options.removeIfOrphaned ?? options.removeAfter,
    });
    this.ended = this.cleanUpAfterExit(options.removeAfter);
  }

  /**
   * Starts the child.
   * @throws Error of `spawn` (ENOENT, EACCES) when the command cannot be run.
   */
  static async start(options: DependentProcessOptions): Promise<DependentProcess> {
    const child = spawn(options.command, options.args, {
      detached: true,
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options.account,
    });
    const listen = (piece: Buffer): void => options.onOutput?.(piece.toString());
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    await spawned(child, options.removeAfter);
    return new DependentProcess(child as typeof child & { readonly pid: number }, options);
  }

  get pid(): number {
    return this.child.pid;
  }

  /** Whether the child still runs. */
  get isRunning(): boolean {
    return this.running;
  }

  /** Asks the child to stop and waits for it; kills it after 15 seconds. Nothing happens when it has ended. */
  async stop(): Promise<void> {
    this.signal(this.stopSignal);
    const impatience = setTimeout(() => this.signal('SIGKILL'), STOP_TIMEOUT_MS);
    await this.ended;
    clearTimeout(impatience);
  }

  /** Ends the child at once, as a power cut would. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.ended;
  }

  private signal(signal: NodeJS.Signals): void {
    if (this.running) this.child.kill(signal);
  }

  private async cleanUpAfterExit(folder: string | undefined): Promise<string> {
    const closed = once(this.child, 'close');
    const [code, signal] = (await once(this.child, 'exit')) as [number | null, string | null];
    this.running = false;
    this.guardian.release();
    // Its last words may still be on the way; grandchildren that hold the pipes open are not waited for.
    await Promise.race([closed, delay(LAST_WORDS_MS, undefined, { ref: false })]);
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    return signal === null ? `exit code ${code}` : `signal ${signal}`;
  }
}

/** A child that cannot be started has no use for its folder. */
async function spawned(child: ChildProcess, folder: string | undefined): Promise<void> {
  try {
    await once(child, 'spawn');
  } catch (error) {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
