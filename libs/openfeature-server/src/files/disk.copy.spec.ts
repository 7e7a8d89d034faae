import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@app/testing';
import { aDelta, aSnapshot, signed } from '../testing/documents';
import { DiskCopy, type DiskCopyParts } from './disk.copy';

describe('a copy on disk', () => {
  let folder: string;
  const warnings: unknown[] = [];
  const logger = {
    error() {},
    warn: (text: unknown) => warnings.push(text),
    info() {},
    debug() {},
  };
  const keys = { keys: [{ kty: 'OKP', crv: 'Ed25519', x: 'AAAA' }] };
  const copyIn = (path: string, more: Partial<DiskCopyParts> = {}) =>
    new DiskCopy({ folder: path, url: 'u', apiKey: 'k', logger, keys: () => keys, ...more });
  const write = async (copy: DiskCopy) => {
    copy.keep(signed(aSnapshot()), true);
    copy.keep(signed(aDelta()), false);
    await copy.close();
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'toggle-copy-'));
    warnings.length = 0;
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('holds the snapshot and what followed, for its owner only', async () => {
    await write(copyIn(join(folder, 'made', 'for', 'it')));
    const copy = await copyIn(join(folder, 'made', 'for', 'it')).read();
    expect(copy).toEqual({ documents: [signed(aSnapshot()), signed(aDelta())], keys });
    const [file = '', ...others] = await readdir(join(folder, 'made', 'for', 'it'));
    expect(others).toEqual([]);
    expect((await stat(join(folder, 'made', 'for', 'it', file))).mode & 0o777).toBe(0o600);
  });

  it('begins anew with each snapshot', async () => {
    const copy = copyIn(folder);
    await write(copy);
    copy.keep(signed(aSnapshot({ revision: 7 })), true);
    await copy.close();
    expect((await copyIn(folder).read())?.documents).toHaveLength(1);
  });

  it('is another one for another key or service', async () => {
    await write(copyIn(folder));
    expect(await copyIn(folder, { apiKey: 'other' }).read()).toBeUndefined();
    expect(await copyIn(folder, { url: 'other' }).read()).toBeUndefined();
    expect(warnings).toEqual([]);
  });

  it('is whole, however many write it at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => write(copyIn(folder))));
    expect((await copyIn(folder).read())?.documents).toHaveLength(2);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('costs a warning where it cannot be written or read', async () => {
    const file = join(folder, 'no-folder');
    await writeFile(file, '');
    await write(copyIn(file));
    expect(await copyIn(file).read()).toBeUndefined();
    expect(warnings).toHaveLength(2);
  });

  it('clears away what a killed process has left, an hour later', async () => {
    await write(copyIn(folder));
    const [name = ''] = await readdir(folder);
    const [old, young] = [join(folder, `${name}.1.tmp`), join(folder, `${name}.2.tmp`)];
    await writeFile(old, 'half');
    await writeFile(young, 'half');
    await utimes(old, 0, 0);
    await copyIn(folder).read();
    await eventually(async () => {
      expect((await readdir(folder)).sort()).toEqual([name, `${name}.2.tmp`]);
    });
  });
});
