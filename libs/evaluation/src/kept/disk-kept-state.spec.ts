import {
  copyFile,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { InstallationSecrets } from '@app/platform/secrets';
import { ZEBRA_DEV_REF } from '../testing/a-served-environment';
import { keptStateContract } from '../testing/kept-state.contract';
import { DiskKeptState } from './disk-kept-state';
import { SealedFiles } from './sealed-files';

const SECRET = 'a-secret-that-only-the-tests-know-0123456789';
const MOST_BYTES = 2_000;
const idOf = (index: number) => `0199a3c2-7a51-7c3e-b0a5-00000000000${index}`;

describe('state kept on disk', () => {
  let folder: string;
  const open = (secret = SECRET, previous?: string) => {
    const box = new InstallationSecrets(secret, previous).sealedBox('tests');
    return new DiskKeptState(new SealedFiles(folder, box), MOST_BYTES);
  };
  const environmentOf = (index: number, size = 500) => {
    const ref = { ...ZEBRA_DEV_REF, environmentId: idOf(index) };
    const text = JSON.stringify({ schema: 1, flags: [], padding: 'x'.repeat(size) });
    return { ref, bytes: Buffer.from(text) };
  };

  beforeEach(async () => {
    Logger.overrideLogger(false);
    folder = await mkdtemp(join(tmpdir(), 'toggle-kept-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  keptStateContract(() => Promise.resolve(open()));

  it('can be read by its owner only, and not without the secret', async () => {
    await open().saveEnvironment(environmentOf(1));
    const path = join(folder, 'environments', idOf(1));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await readFile(path)).toString('latin1')).not.toContain('padding');
    expect(await open('another-secret-of-another-installation-1').findKeys()).toBeUndefined();
    const replaced = open('another-secret-of-this-installation-0001', SECRET);
    expect(await replaced.findEnvironment(environmentOf(1).ref)).toMatchObject({ schema: 1 });
  });

  it.each([
    ['cut short', (content: Buffer) => content.subarray(0, -1)],
    ['changed by a bit', (content: Buffer) => content.fill(content.readUInt8(60) ^ 1, 60, 61)],
    ['emptied', () => Buffer.of()],
  ])('is as if it were not there when it was %s', async (_, damage) => {
    const kept = open();
    await kept.saveEnvironment(environmentOf(1));
    const path = join(folder, 'environments', idOf(1));
    await writeFile(path, damage(await readFile(path)));
    expect(await kept.findEnvironment(environmentOf(1).ref)).toBeUndefined();
  });

  it('does not take one environment for another, though the file is ours', async () => {
    const kept = open();
    await kept.saveEnvironment(environmentOf(1));
    const at = (index: number) => join(folder, 'environments', idOf(index));
    await copyFile(at(1), at(2));
    expect(await kept.findEnvironment(environmentOf(2).ref)).toBeUndefined();
  });

  it('stays within its size: what was written longest ago gives way', async () => {
    const kept = open();
    for (const index of [1, 2, 3]) {
      await kept.saveEnvironment(environmentOf(index));
      const written = new Date(Date.UTC(2026, 0, index));
      await utimes(join(folder, 'environments', idOf(index)), written, written);
    }
    await kept.saveEnvironment(environmentOf(1));
    expect((await kept.listEnvironments()).sort()).toEqual([1, 3].map(idOf));
    await kept.saveEnvironment(environmentOf(3, MOST_BYTES));
    expect(await kept.listEnvironments()).toEqual([idOf(1)]);
  });

  it('leaves nothing behind of a writer that was killed', async () => {
    const kept = open();
    await kept.saveEnvironment(environmentOf(1));
    const draft = join(folder, 'environments', `${idOf(1)}.1234.draft`);
    await writeFile(draft, 'half');
    expect(await kept.listEnvironments()).toEqual([idOf(1)]);
    await utimes(draft, new Date(0), new Date(0));
    await kept.listEnvironments();
    expect(await readdir(join(folder, 'environments'))).toEqual([idOf(1)]);
  });
});
