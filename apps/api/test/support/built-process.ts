import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '@app/platform/child-process';

const ROOT = join(__dirname, '../../../..');
const MAIN = join(ROOT, 'dist/apps/api/src/main.js');
const READY = 'Toggle Service is ready.';

/** The service as it is shipped: a process of its own, built, started as `npm start` starts it. */
export class BuiltProcess {
  /** What it has printed, logs included. */
  output = '';
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {
    const keep = (piece: Buffer): void => void (this.output += piece.toString());
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    this.ended = once(child, 'exit').then(([code]) => code as number | null);
  }

  /**
   * Starts it on a free port; resolves when it says that it is ready.
   * @throws Error with what it said when it ended instead
   */
  static async start(settings: Record<string, string>): Promise<BuiltProcess> {
    if (!existsSync(MAIN)) throw new Error('It is not built: npm run build');
    const port = await freePort();
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn(process.execPath, [MAIN], {
      cwd: ROOT,
      env: { PATH, HOME, HOST: '127.0.0.1', PORT: `${port}`, LOG_LEVEL: 'warn', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const started = new BuiltProcess(child, `http://127.0.0.1:${port}`);
    await started.ready();
    return started;
  }

  /** Ends it in order. @returns its exit code */
  async stop(): Promise<number | null> {
    if (this.child.exitCode === null) this.child.kill('SIGTERM');
    return this.ended;
  }

  private async ready(): Promise<void> {
    const { promise: said, resolve } = Promise.withResolvers<boolean>();
    this.child.stdout?.on('data', () => {
      if (this.output.includes(READY)) resolve(true);
    });
    const ready = await Promise.race([said, this.ended.then(() => false)]);
    if (!ready) throw new Error(`It ended while starting:\n${this.output}`);
  }
}
