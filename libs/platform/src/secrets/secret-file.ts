import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isErrno } from '../errno';

const SECRET_BYTES = 48;
const MIN_LENGTH = 32;
const OWNER_ONLY = 0o600;

/**
 * The secret in `path`; made of 48 random bytes when there is none. Processes that start at the
 * same moment agree on one, and none ever reads half of it.
 * @throws Error when the file is there and holds no secret
 */
export async function ensureSecretFile(path: string): Promise<string> {
  const existing = await readSecret(path);
  if (existing !== undefined) return existing;
  await mkdir(dirname(path), { recursive: true });
  await createSecret(path);
  const secret = await readSecret(path);
  if (secret === undefined) throw new Error(`The secret in ${path} vanished while starting.`);
  return secret;
}

async function readSecret(path: string): Promise<string | undefined> {
  try {
    const secret = (await readFile(path, 'utf8')).trim();
    if (secret.length >= MIN_LENGTH) return secret;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
  throw new Error(`${path} holds no secret; delete it to have a new one made.`);
}

/** Written aside and linked into place: the link fails when another process was first, which is as good. */
async function createSecret(path: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', OWNER_ONLY);
  try {
    await file.writeFile(`${randomBytes(SECRET_BYTES).toString('base64url')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error;
  } finally {
    await unlink(draft);
  }
}
