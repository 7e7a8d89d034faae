import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureSecretFile } from './secret-file';

describe('the secret that is kept in a file', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'secret-'));
    path = join(folder, 'data', 'jwt-secret');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is made once, long and random, for the owner of the process alone', async () => {
    const secret = await ensureSecretFile(path);
    expect(secret).toMatch(/^[\w-]{64}$/);
    expect(await ensureSecretFile(path)).toBe(secret);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('is the same for all who start at the same moment, and leaves nothing else behind', async () => {
    const secrets = await Promise.all(Array.from({ length: 20 }, () => ensureSecretFile(path)));
    expect(new Set(secrets).size).toBe(1);
    expect(await readdir(join(folder, 'data'))).toEqual(['jwt-secret']);
  });

  it('is refused when the file holds none', async () => {
    const broken = join(folder, 'broken');
    await writeFile(broken, 'short');
    await expect(ensureSecretFile(broken)).rejects.toThrow('holds no secret');
  });
});
