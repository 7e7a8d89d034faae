import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

/** The cluster's password, drawn when first asked for and kept in `file`, which only its owner can read. */
export async function ensurePassword(file: string): Promise<string> {
  const known = await readFile(file, 'utf8').catch(absentAsUndefined);
  if (known !== undefined) return known.trim();
  const drawn = randomBytes(24).toString('base64url');
  await writeFile(file, `${drawn}\n`, { mode: 0o600, flush: true });
  return drawn;
}

function absentAsUndefined(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
