import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Waits for one line. None comes when the parent has died, however it died: then the ward is stopped, killed if it
 * does not obey within 15 seconds, and what it leaves behind is removed. A line means that the parent has done all that.
 */
const SCRIPT = `
trap '' HUP INT TERM
if read -r released; then exit 0; fi
kill -s "$2" "$1" 2>/dev/null
tries=0
while kill -0 "$1" 2>/dev/null && [ "$tries" -lt 150 ]; do sleep 0.1; tries=$((tries + 1)); done
kill -s KILL "$1" 2>/dev/null
if [ -n "$3" ]; then rm -rf -- "$3"; fi
`;

/** What a guardian looks after. */
export interface Ward {
  readonly pid: number;
  /** How the ward is asked to stop. */
  readonly stopSignal: NodeJS.Signals;
  /** A folder that is worthless without the ward. */
  readonly removeAfter: string | undefined;
}

/**
 * A shell of about 1 MB that outlives this process only to stop `ward`. It covers what no handler in this process
 * can: `kill -9`, a crash, an out-of-memory kill.
 */
export class Guardian {
  private constructor(private readonly shell: ChildProcess) {}

  /** Posts a guardian. It is in a session of its own, so Ctrl-C on the terminal does not reach it. */
  static over(ward: Ward): Guardian {
    const args = [String(ward.pid), ward.stopSignal.replace('SIG', ''), ward.removeAfter ?? ''];
    const shell = spawn('/bin/sh', ['-c', SCRIPT, 'guardian', ...args], {
      detached: true,
      cwd: '/',
      env: { PATH: '/usr/bin:/bin' },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    // Neither the shell nor the pipe to it may keep this process alive.
    shell.unref();
    (shell.stdin as unknown as { unref?: () => void }).unref?.();
    shell.stdin?.on('error', () => undefined);
    shell.on('error', () => undefined);
    return new Guardian(shell);
  }

  /** Sends the guardian away: the ward has ended. */
  release(): void {
    this.shell.stdin?.end('released\n');
  }
}
