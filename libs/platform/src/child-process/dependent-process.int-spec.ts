import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DependentProcess } from './dependent-process';

const SHELL = { command: '/bin/sh', env: { PATH: '/usr/bin:/bin' } };

const folder = (): Promise<string> => mkdtemp(join(tmpdir(), 'toggle-dependent-'));

describe('a dependent process', () => {
  it('tells what it said and how it ended', async () => {
    let output = '';
    const child = await DependentProcess.start({
      ...SHELL,
      args: ['-c', 'echo out; echo err >&2; exit 3'],
      onOutput: (text) => (output += text),
    });
    expect(await child.ended).toBe('exit code 3');
    expect(output.split('\n').sort()).toEqual(['', 'err', 'out']);
    expect(child.isRunning).toBe(false);
  });

  it('inherits nothing of our environment', async () => {
    let output = '';
    process.env.SECRET_OF_OURS = 'secret';
    const child = await DependentProcess.start({
      ...SHELL,
      args: ['-c', 'env'],
      onOutput: (text) => (output += text),
    });
    await child.ended;
    delete process.env.SECRET_OF_OURS;
    expect(output).not.toContain('SECRET_OF_OURS');
  });

  it('is asked to stop with its own signal, and takes its folder with it', async () => {
    const removeAfter = await folder();
    const child = await DependentProcess.start({
      ...SHELL,
      args: ['-c', 'trap "exit 7" INT; while :; do sleep 0.05; done'],
      stopSignal: 'SIGINT',
      removeAfter,
    });
    await child.stop();
    // A shell that had not set its trap yet is ended by the signal itself.
    expect(['exit code 7', 'signal SIGINT']).toContain(await child.ended);
    expect(existsSync(removeAfter)).toBe(false);
  });

  it('can be stopped when it has ended already', async () => {
    const child = await DependentProcess.start({ ...SHELL, args: ['-c', 'true'] });
    await child.ended;
    await child.stop();
    await child.kill();
    expect(child.isRunning).toBe(false);
  });

  it('leaves no folder when it cannot be started', async () => {
    const removeAfter = await folder();
    const start = DependentProcess.start({
      command: '/no/such/program',
      args: [],
      env: {},
      removeAfter,
    });
    await expect(start).rejects.toThrow('ENOENT');
    expect(existsSync(removeAfter)).toBe(false);
  });
});
