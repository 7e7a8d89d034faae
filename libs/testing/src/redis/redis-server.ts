import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DependentProcess, freePort } from '@app/platform/child-process';

import { dockerAnswers, findProgram } from '../find-program';

const READY = 'Ready to accept connections';
const IMAGE = 'redis:7-alpine';
const ATTEMPTS = 5;

/** The way a Redis can be had on this machine, if any. */
export function redisProgram(): 'installed' | 'docker' | undefined {
  if (findProgram('redis-server') !== undefined) return 'installed';
  return dockerAnswers() ? 'docker' : undefined;
}

/** A real Redis without persistence, alone on its port, which tests may stop and start as they like. */
export class RedisServer {
  private process?: DependentProcess;

  private constructor(private port: number) {}

  /** Starts a Redis on a free port. */
  static async start(): Promise<RedisServer> {
    for (let attempt = 1; ; attempt += 1) {
      const server = new RedisServer(await freePort());
      try {
        await server.start();
        return server;
      } catch (error) {
        if (attempt === ATTEMPTS) throw error;
      }
    }
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it again on the same port, empty. */
  async start(): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'toggle-test-redis-'));
    const ready = Promise.withResolvers<undefined>();
    let output = '';
    this.process = await DependentProcess.start({
      ...redisCommand(this.port, folder),
      cwd: folder,
      removeAfter: folder,
      onOutput: (text) => {
        output += text;
        if (output.includes(READY)) ready.resolve(undefined);
      },
    });
    const failure = await Promise.race([ready.promise, this.process.ended]);
    if (failure !== undefined) throw new Error(`Redis did not start (${failure}):\n${output}`);
  }

  /** Stops it; its clients' connections break and new ones are refused. */
  async stop(): Promise<void> {
    await this.process?.kill();
  }
}

function redisCommand(
  port: number,
  folder: string,
): { command: string; args: string[]; env: Record<string, string> } {
  const settings = ['--save', '', '--appendonly', 'no'];
  const installed = findProgram('redis-server');
  if (installed !== undefined) {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, ...settings];
    return { command: installed, args, env: {} };
  }
  const published = `127.0.0.1:${port}:6379`;
  const args = ['run', '--rm', '--publish', published, IMAGE, 'redis-server', ...settings];
  return {
    command: 'docker',
    args,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' },
  };
}
