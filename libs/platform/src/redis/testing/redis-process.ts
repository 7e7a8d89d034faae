import { freePort, DependentProcess } from '../../child-process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerMissing } from '@app/testing';

/** Whether `redis-server` can be run here; its other forms come with the same program. */
export function requireRedisProgram(): void {
  if (spawnSync('redis-server', ['--version']).status === 0) return;
  throw new ServerMissing('redis-server', 'Install it: apt-get install redis-server.');
}

/** A `redis-server` in another form than a single server: a cluster node, a sentinel, a replica. */
export class RedisProcess {
  private constructor(
    readonly port: number,
    private readonly process: DependentProcess,
  ) {}

  /** @param configuration lines of its configuration file, beyond port and folder */
  static async start(
    configuration: readonly string[],
    flags: readonly string[] = [],
  ): Promise<RedisProcess> {
    const port = await freePort();
    const folder = await mkdtemp(join(tmpdir(), 'toggle-test-redis-'));
    const file = join(folder, 'redis.conf');
    const lines = [`port ${port}`, 'bind 127.0.0.1', `dir ${folder}`, ...configuration];
    await writeFile(file, `${lines.join('\n')}\n`);
    const started = Promise.withResolvers<undefined>();
    const process = await DependentProcess.start({
      command: 'redis-server',
      args: [file, ...flags],
      env: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin' },
      removeAfter: folder,
      onOutput: (text) => {
        if (/Ready to accept connections|Sentinel ID is/.test(text)) started.resolve(undefined);
      },
    });
    const failure = await Promise.race([started.promise, process.ended]);
    if (failure !== undefined) throw new Error(`redis-server did not start: ${failure}`);
    return new RedisProcess(port, process);
  }

  async stop(): Promise<void> {
    await this.process.kill();
  }
}
