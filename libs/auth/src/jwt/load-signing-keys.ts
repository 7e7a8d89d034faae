import { join } from 'node:path';
import type { AppConfig } from '@app/platform/config';
import { ensureSecretFile } from './secret-file';
import { SigningKeys } from './signing-keys';

const FILE_NAME = 'jwt-secret';

/** The keys of the settings; without `JWT_SECRET` (never in production) one is generated and kept under `DATA_DIR`. */
export async function loadSigningKeys({ settings }: AppConfig): Promise<SigningKeys> {
  const { JWT_SECRET, JWT_SECRET_PREVIOUS, DATA_DIR } = settings;
  const secret = JWT_SECRET ?? (await ensureSecretFile(join(DATA_DIR, FILE_NAME)));
  return new SigningKeys(secret, JWT_SECRET_PREVIOUS);
}
